// How a subcloud's part in a strategy ended, when the strategy was deleted before anybody looked again: told by what the subcloud is now.
import type { StepFacts, SubcloudFacts } from './facts.ts';

/** What is in sync when a strategy of this type has done its work. */
const endpoints: Record<string, string> = {
  'sw-deploy': 'software',
  software: 'software',
  kubernetes: 'kubernetes',
  firmware: 'firmware',
  'kube-rootca-update': 'kube-rootca',
  patch: 'patching',
  upgrade: 'load',
};

export type Outcome = Pick<StepFacts, 'state' | 'details'>;

/** Undefined where nothing tells. */
export function outcomeOf(type: string, { deployStatus, prestageStatus, syncs, errorText }: SubcloudFacts): Outcome | undefined {
  if (type === 'prestage') return prestageOutcome(prestageStatus);
  if (deployStatus === 'sw-deploy-apply-strategy-failed') return failed([deployStatus, errorText].filter(Boolean).join(': '));
  const endpoint = endpoints[type];
  if (endpoint === undefined || syncs[endpoint] !== 'in-sync') return undefined;
  return complete(`its ${endpoint} is in-sync`);
}

function prestageOutcome(status: string | null): Outcome | undefined {
  if (status === 'complete') return complete('its prestage is complete');
  return status === 'failed' ? failed('its prestage has failed') : undefined;
}

const complete = (found: string): Outcome => ({ state: 'complete', details: `the strategy is deleted, and ${found}` });
const failed = (found: string): Outcome => ({ state: 'failed', details: `the strategy is deleted, and the subcloud is ${found}` });
