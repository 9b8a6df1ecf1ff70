import { describe, expect, it } from 'vitest';
import { parseWorkflow, type Workflow } from '../../../state-machines/workflow/workflow.ts';
import { Variants, withLimits, type StageLimits } from '../../../server/core/variants.ts';

const base = parseWorkflow(
  {
    name: 'small',
    stages: [
      { name: 'A', aliases: ['First'], group: 'dhcp', limitSeconds: 10, failAfterSeconds: 100 },
      { name: 'End', group: 'reboot', role: 'end' },
    ],
  },
  new Map(),
);
const limitsOf = (workflow: Workflow) => [workflow.stages[0]?.limitSeconds, workflow.stages[0]?.failAfterSeconds];
const limits = (change: object, ...backends: string[]) => ({
  backends: new Set(backends),
  change: new Map([['A', change]]) as StageLimits,
});

describe('the limits of a stage', () => {
  it.each([
    ['another soft one', 'A', { limitSeconds: 20 }, [20, 100]],
    ['by an alias', 'First', { limitSeconds: 20 }, [20, 100]],
    ['a soft one beyond the hard one moves that', 'A', { limitSeconds: 200 }, [200, 200]],
    ['another hard one', 'A', { failAfterSeconds: 50 }, [10, 50]],
    ['both', 'A', { limitSeconds: 5, failAfterSeconds: 6 }, [5, 6]],
    ['of a stage that it does not have', 'B', { limitSeconds: 5 }, [10, 100]],
  ])('%s', (_, stage, change, expected) => {
    expect(limitsOf(withLimits(base, new Map([[stage, change]])))).toEqual(expected);
  });
});

describe('what is different for a backend', () => {
  const rack = parseWorkflow({ name: 'small', extends: 'small', stages: [{ name: 'A', limitSeconds: 30 }] }, new Map([['small', base]]));
  const variants = new Variants(
    [{ backends: new Set(['node-1', 'node-2']), change: rack }],
    [limits({ limitSeconds: 40 }, 'node-2', 'node-3'), limits({ failAfterSeconds: 77 }, 'node-3')],
  );
  const of = (id: string, host: string | null = null) => variants.of(base, { id, host });

  it.each([
    ['node-0', [10, 100]],
    ['node-1', [30, 100]],
    ['NODE-1', [30, 100]],
    ['node-2', [40, 100]],
    ['node-3', [40, 77]],
  ])('%s', (id, expected) => {
    expect(limitsOf(of(id))).toEqual(expected);
  });

  it('goes by its host name as well as by its id', () => {
    expect(limitsOf(of('52:54:00:aa:00:10', 'node-1'))).toEqual([30, 100]);
  });

  it('is one copy for all of a group, and none where nothing is different', () => {
    expect(of('node-3')).toBe(of('node-3'));
    expect(of('node-0')).toBe(base);
    expect(new Variants().of(base, { id: 'node-1', host: null })).toBe(base);
  });
});
