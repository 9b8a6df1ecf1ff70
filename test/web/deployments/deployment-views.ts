// Deployments as the server reports them, for tests: whole ones, merged from reports by the project's own code.
import {
  mergeReport,
  summariseDeployment,
  viewDeployment,
  type Deployment,
  type DeploymentSummary,
  type DeploymentView,
  type Member,
} from '../../../state-machines/deployment/deployment.ts';
import { at } from '../views.ts';

export function member(backend: string, told: Partial<Member> = {}): Member {
  return { backend, batch: null, status: 'not-started', state: '', detail: null, startedAt: null, endedAt: null, ...told };
}

/** What the list and the page know of a deployment. */
export function deploymentOf(told: Partial<Deployment> = {}): { summary: DeploymentSummary; view: DeploymentView } {
  const whole = mergeReport(undefined, { id: 'starlingx:1', workflow: 'starlingx-patch', reportedAt: at(0), title: 'patch 9', ...told });
  return { summary: summariseDeployment(whole), view: viewDeployment(whole) };
}

/** A strategy that stopped at its second machine. */
export const stopped = deploymentOf({
  status: 'failed',
  state: 'failed',
  startedAt: at(0),
  endedAt: at(90),
  order: 'parallel',
  atOnce: 2,
  stopOnFailure: true,
  error: 'subcloud-2 failed: no VIM strategy',
  members: [
    member('subcloud-1', { batch: '1', status: 'done', state: 'complete', startedAt: at(0), endedAt: at(60) }),
    member('subcloud-2', { batch: '1', status: 'failed', state: 'failed', detail: 'no VIM strategy', startedAt: at(0), endedAt: at(80) }),
    member('subcloud-3', { batch: '2' }),
  ],
  prerequisites: [
    { name: 'no alarms', status: 'ok', text: 'none is raised', remedy: null },
    { name: 'license', status: 'broken', text: 'it has expired', remedy: 'Install a new one.' },
  ],
  parameters: { 'max-parallel': '2' },
});
