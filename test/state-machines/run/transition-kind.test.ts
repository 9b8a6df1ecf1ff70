import { expect, it } from 'vitest';
import { kindOf } from '../../../state-machines/run/transition-kind.ts';
import type { RunStatus, StageRecord, StageRole } from '../../../state-machines/vocabulary.ts';
import { stageCalled, workflowCalled } from '../track/play-track.ts';

const stage = stageCalled(workflowCalled('stacki-sles-12'), 'Config_Sent');
const record = (status: StageRecord['status'], message: string | null = null): StageRecord => {
  return { status, atMs: 0, lastAtMs: 0, count: 1, message, evidence: [] };
};
const place = (of: StageRecord, status: RunStatus = 'installing', tries = 0) => ({ record: of, status, tries });

it.each<[string, string, Parameters<typeof kindOf>[1], Parameters<typeof kindOf>[2]]>([
  ['a stage that is new', 'reached', { ...place(record('done')), record: undefined }, place(record('done'))],
  ['the same once more', 'repeated', place(record('done')), place(record('done'))],
  ['the same in other words', 'reached', place(record('done')), place(record('done', 'words'))],
  ['the same that changes the status', 'reached', place(record('done'), 'failed'), place(record('done'))],
  ['the same that begins another try', 'reached', place(record('done')), place(record('done'), 'installing', 1)],
  ['an error that fails the run', 'failed', place(record('done')), place(record('failed'), 'failed')],
  ['an error that may be tried again', 'tried', place(record('done')), place(record('failed'))],
])('%s: %s', (_, kind, before, after) => {
  expect(kindOf(stage, before, after)).toBe(kind);
});

it.each<[StageRole, string]>([
  ['waiting', 'waiting'],
  ['stalled', 'stalled'],
  ['held', 'waiting'],
])('a stage with the role %s is %s, also where it was an error', (role, kind) => {
  const before = { record: undefined, status: 'installing', tries: 0 } as const;
  expect(kindOf({ ...stage, role }, before, place(record('done'), 'waiting'))).toBe(kind);
});
