// Outcome of a subcloud's step if the strategy was deleted between two polls, derived from the subcloud's current state.
import type { StepFacts, SubcloudFacts } from './facts.ts';

/** The endpoint that is in sync after a successful strategy of this type. */
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

/** Undefined if the outcome is unknown. */
export function outcomeOf(type: string, { deployStatus, prestageStatus, syncs, errorText }: SubcloudFacts): Outcome | undefined {
  if (type === 'prestage') return prestageOutcome(prestageStatus);
  if (deployStatus === 'sw-deploy-apply-strategy-failed')
    return failed(`the subcloud is ${[deployStatus, errorText].filter(Boolean).join(': ')}`);
  const endpoint = endpoints[type];
  if (endpoint === undefined || syncs[endpoint] !== 'in-sync') return undefined;
  return complete(`its ${endpoint} is in-sync`);
}

function prestageOutcome(status: string | null): Outcome | undefined {
  if (status === 'complete') return complete('its prestage is complete');
  return status === 'failed' ? failed('its prestage has failed') : undefined;
}

const complete = (found: string): Outcome => ({ state: 'complete', details: `the strategy was deleted, and ${found}` });
const failed = (found: string): Outcome => ({ state: 'failed', details: `the strategy was deleted, and ${found}` });
