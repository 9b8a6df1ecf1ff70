import { describe, expect, it } from 'vitest';
import * as fc from '../../fuzzing.ts';
import { transition } from 'xstate';
import { machineOf } from '../../../state-machines/run/machine.ts';
import type { MachineEvent } from '../../../state-machines/run/run-state.ts';
import { firstSnapshot, nextSnapshot } from '../../../state-machines/run/step.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';

/** Any event of a run of `workflow`, most of them stages, in no order. */
function anyEvent({ stages }: Workflow): fc.Arbitrary<MachineEvent> {
  const second = fc.integer({ min: 0, max: 20_000 }).map((n) => n * 1000);
  const attempt = fc.record({
    implementation: fc.constantFrom(null, 'one way', 'another'),
    allowed: fc.constantFrom(null, 1, 3),
    limitSeconds: fc.constantFrom(null, 60),
  });
  const observed = fc.record({
    type: fc.constant('OBSERVED' as const),
    stage: fc.constantFrom(...stages, { name: 'Unknown' }),
    error: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    message: fc.constantFrom(null, 'words'),
    atMs: second,
    evidence: fc.record({ source: fc.constant('messages'), line: fc.nat(9), offset: fc.constant(null), text: fc.constant('a line') }),
    whole: fc.constantFrom(undefined, undefined, undefined, true),
    attempt: fc.option(attempt, { nil: undefined }),
  });
  const others: fc.Arbitrary<MachineEvent>[] = [
    second.map((nowMs) => ({ type: 'LIMIT_PASSED', nowMs })),
    second.map((atMs) => ({ type: 'SUPERSEDED', atMs })),
    second.map((atMs) => ({ type: 'ALL_FAILED', atMs })),
    second.map((atMs) => ({ type: 'CLOSED', atMs, as: 'installed' })),
    second.map((atMs) => ({ type: 'CLOSED', atMs, as: 'abandoned' })),
    second.map((atMs) => ({ type: 'EXTENDED', atMs, seconds: 60 })),
  ];
  return fc.oneof({ weight: 30, arbitrary: observed }, { weight: 4, arbitrary: others[0] ?? observed }, ...others);
}

describe('a step is that of xstate itself', () => {
  it.each([...builtInWorkflows.values()].map((workflow) => [workflow.name, workflow] as const))('%s', (_name, workflow) => {
    const machine = machineOf(workflow);
    fc.assert(
      fc.property(fc.array(anyEvent(workflow), { maxLength: 60 }), (events) => {
        let snapshot = firstSnapshot(workflow);
        for (const event of events) {
          const [{ value, context }] = transition(machine, machine.resolveState(snapshot), event);
          snapshot = nextSnapshot(workflow, snapshot, event);
          expect(snapshot).toEqual({ value, context });
        }
      }),
      { numRuns: fc.tries(100) },
    );
  });
});
