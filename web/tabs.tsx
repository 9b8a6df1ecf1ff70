// The views as tabs. Deployments have a tab only if there are any.
import { useAddress } from './address.ts';
import { views } from './address-query.ts';
import { useFeedState } from './feed/hooks.ts';
import { ViewLink } from './ui/view-link.tsx';

export function Tabs() {
  const { view, backend } = useAddress();
  const anyDeployment = useFeedState('deployments').size > 0;
  const shown = views.filter((name) => name !== 'deployments' || anyDeployment || view === name);
  return (
    <nav className="tabs" aria-label="Views">
      {shown.map((name) => (
        <ViewLink
          key={name}
          to={{ view: name, backend: null, run: null, deployment: null, members: [] }}
          aria-current={name === view ? (backend === null ? 'page' : 'true') : undefined}
        >
          {name}
        </ViewLink>
      ))}
    </nav>
  );
}
