// A strategy, its steps and its subclouds as a look finds them, for the tests of what is made of them.
import {
  stepSchema,
  strategySchema,
  subcloudSchema,
  type StepFacts,
  type StrategyFacts,
  type SubcloudFacts,
} from '../../../../server/inputs/starlingx/facts.ts';

export const createdMs = Date.UTC(2024, 10, 6, 12, 56, 17);
export const minutes = (count: number): number => createdMs + count * 60_000;
/** A time as dcmanager writes it. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '000');

export function strategyOf(more: Record<string, unknown> = {}): StrategyFacts {
  return strategySchema.parse({
    type: 'sw-deploy',
    'subcloud-apply-type': 'parallel',
    'max-parallel-subclouds': 2,
    'stop-on-failure': false,
    state: 'applying',
    'created-at': stamp(createdMs),
    'updated-at': stamp(minutes(1)),
    'extra-args': { release_id: 'starlingx-10.0.1', sysadmin_password: 'secret' },
    ...more,
  });
}

/** `from`, `to`: minutes after the strategy was created. */
export function stepOf(
  cloud: string,
  state: string,
  { from, to, details }: { from?: number; to?: number; details?: string } = {},
): StepFacts {
  return stepSchema.parse({
    cloud,
    stage: '1',
    state,
    details,
    'started-at': from === undefined ? null : stamp(minutes(from)),
    'finished-at': to === undefined ? null : stamp(minutes(to)),
  });
}

export function subcloudOf(name: string, more: Record<string, unknown> = {}): SubcloudFacts {
  return subcloudSchema.parse({
    name,
    'management-state': 'managed',
    'availability-status': 'online',
    'deploy-status': 'complete',
    'prestage-status': 'complete',
    'region-name': `region-${name}`,
    endpoint_sync_status: [{ endpoint_type: 'software', sync_status: 'out-of-sync' }],
    ...more,
  });
}
