// The deployments, which are operations on many machines: the list, or the page of the one that the URL names.
import { useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';
import { DeploymentList } from './deployment-list.tsx';
import { DeploymentPage } from './deployment-page.tsx';
import './deployments.css';
import './deployment-page.css';
import './machines.css';

export function DeploymentsView() {
  const { deployment } = useAddress();
  const loaded = useFeedState('loaded');
  if (!loaded) return <NotLoaded />;
  return deployment === null ? <DeploymentList /> : <DeploymentPage key={deployment} id={deployment} />;
}
