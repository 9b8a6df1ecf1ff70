import { describe, expect, it } from 'vitest';
import {
  mergeReport,
  summariseDeployment,
  whyNotStarted,
  type Deployment,
  type Member,
} from '../../../state-machines/deployment/deployment.ts';

const member = (backend: string, status: Member['status'], state: string = status): Member => ({
  backend,
  batch: '1',
  status,
  state,
  detail: null,
  startedAt: null,
  endedAt: null,
});
const head = { id: 'kiln:1', workflow: 'kiln', reportedAt: '2026-11-21T01:05:00.000Z' };
const known = mergeReport(undefined, {
  ...head,
  title: 'a batch of pots',
  members: [member('a', 'running'), member('b', 'not-started', 'initial')],
});
const ended = (told: Partial<Deployment>): Deployment => ({ ...known, status: 'failed', state: 'failed', ...told });

describe('a report of a deployment', () => {
  it('leaves as it was what it does not speak of', () => {
    const merged = mergeReport(known, { ...head, status: 'running', members: [member('b', 'running')] });
    expect(merged).toMatchObject({
      title: 'a batch of pots',
      status: 'running',
      members: [{ backend: 'a' }, { backend: 'b', status: 'running' }],
    });
  });

  it('changes nothing when it says the same, whenever it comes', () => {
    expect(mergeReport(known, { ...head, reportedAt: '2026-11-21T01:06:00.000Z', title: 'a batch of pots' })).toBe(known);
  });

  it('is counted by how its machines stand', () => {
    expect(summariseDeployment(known)).toMatchObject({
      id: 'kiln:1',
      counts: { running: 1, 'not-started': 1, failed: 0 },
      brokenPrerequisites: 0,
    });
  });
});

describe('why a machine was never begun', () => {
  it.for([
    ['its turn may still come', known, member('b', 'not-started'), null],
    ['it was deployed', ended({}), member('a', 'done'), null],
    [
      'another one failed',
      ended({ members: [member('a', 'failed'), member('b', 'not-started')] }),
      member('b', 'not-started'),
      'never begun: the deployment stopped when a failed',
    ],
    [
      'failures stop nothing',
      ended({ stopOnFailure: false, members: [member('a', 'failed')] }),
      member('b', 'not-started', 'initial'),
      'never begun: the deployment is over (failed), and it was still initial',
    ],
    ['somebody stopped it', ended({ status: 'aborted' }), member('b', 'aborted'), 'aborted before it began'],
    [
      'somebody stopped it in the middle',
      ended({ status: 'aborted' }),
      { ...member('b', 'aborted'), startedAt: '2026-11-24T12:00:00.000Z' },
      null,
    ],
    [
      'its deployer says why',
      ended({ status: 'done' }),
      { ...member('b', 'not-started'), detail: 'in another deployment' },
      'never begun: in another deployment',
    ],
  ] as const)('%s', ([, deployment, of, why]) => {
    expect(whyNotStarted(deployment, of)).toBe(why);
  });
});
