import { describe, expect, it } from 'vitest';
import { deploymentIdOf, reportOf, workflowOf, type StrategyLook } from '../../../../server/inputs/starlingx/report.ts';
import { minutes, stepOf, strategyOf } from './looks.ts';

const look: StrategyLook = {
  strategy: strategyOf(),
  steps: [stepOf('subcloud-1', 'sw-deploy pre-check', { from: 2 }), stepOf('subcloud-2', 'initial')],
  batches: new Map([['subcloud-1', '1']]),
  prerequisites: [],
  atMs: minutes(5),
  aheadMs: 0,
};
const report = (more: Partial<StrategyLook> & { state?: string } = {}) =>
  reportOf({ ...look, ...(more.state !== undefined && { strategy: strategyOf({ state: more.state }) }), ...more });
const failed = stepOf('subcloud-1', 'failed', { from: 2, to: 4, details: 'no space' });
const complete = stepOf('subcloud-1', 'complete', { from: 2, to: 4 });

it('a strategy that is applied', () => {
  expect(report()).toEqual({
    id: 'starlingx:sw-deploy@2024-11-06T12:56:17.000Z',
    workflow: 'starlingx-sw-deploy',
    reportedAt: '2024-11-06T13:01:17.000Z',
    title: 'StarlingX sw-deploy to starlingx-10.0.1',
    status: 'running',
    state: 'applying',
    startedAt: '2024-11-06T12:58:17.000Z',
    endedAt: null,
    parameters: {
      'strategy type': 'sw-deploy',
      'subcloud apply type': 'parallel',
      'max parallel subclouds': '2',
      'stop on failure': 'false',
      'created at': '2024-11-06T12:56:17.000Z',
      release_id: 'starlingx-10.0.1',
    },
    order: 'parallel',
    atOnce: 2,
    stopOnFailure: false,
    error: null,
    prerequisites: [],
    members: [
      {
        backend: 'subcloud-1',
        batch: '1',
        status: 'running',
        state: 'sw-deploy pre-check',
        detail: null,
        startedAt: '2024-11-06T12:58:17.000Z',
        endedAt: null,
      },
      { backend: 'subcloud-2', batch: null, status: 'not-started', state: 'initial', detail: null, startedAt: null, endedAt: null },
    ],
  });
});

it('its times are of our clock, its id is of its own', () => {
  const ahead = report({ aheadMs: 60_000 });
  expect(ahead).toMatchObject({ id: report().id, startedAt: '2024-11-06T12:57:17.000Z', members: [{ startedAt: ahead.startedAt }, {}] });
  expect(ahead.parameters?.['created at']).toBe('2024-11-06T12:55:17.000Z');
});

describe('the status', () => {
  it.each<[string, string, Partial<StrategyLook>]>([
    ['initial', 'planned', {}],
    ['abort requested', 'running', {}],
    ['a state of a later release', 'running', {}],
    ['complete', 'done', {}],
    ['failed', 'failed', {}],
    ['aborted', 'aborted', {}],
    ['deleting', 'aborted', { steps: [stepOf('subcloud-1', 'initial')] }],
    ['deleting', 'done', { steps: [complete] }],
    ['deleting', 'failed', { steps: [complete, failed] }],
    ['deleting', 'lost', {}],
    ['applying', 'lost', { gone: true }],
    ['complete', 'done', { gone: true }],
    ['applying', 'lost', { gone: true, steps: [] }],
    ['applying', 'aborted', { gone: true, steps: [complete, stepOf('subcloud-2', 'initial')] }],
  ])('%s is %s %j', (state, status, more) => {
    expect(report({ state, ...more })).toMatchObject({ status, state: more.gone ? 'deleted' : state });
  });
});

describe('the end', () => {
  it('is that of its last subcloud, and not before the last is over', () => {
    expect(report({ state: 'complete', steps: [complete] }).endedAt).toBe('2024-11-06T13:00:17.000Z');
    expect(report({ state: 'failed', steps: [failed, stepOf('subcloud-2', 'x', { from: 3 })] }).endedAt).toBeNull();
  });

  it('of one without times is its last change, else the look', () => {
    expect(report({ state: 'aborted', steps: [] }).endedAt).toBe('2024-11-06T12:57:17.000Z');
    const strategy = strategyOf({ state: 'aborted', 'updated-at': 'None' });
    expect(reportOf({ ...look, strategy, steps: [] }).endedAt).toBe('2024-11-06T13:01:17.000Z');
  });
});

describe('what went wrong', () => {
  it.each<[string, string, Partial<StrategyLook>]>([
    ['failed', 'subcloud-1 failed: no space', { steps: [failed] }],
    ['failed', 'subcloud-1 failed: no space; 1 more failed', { steps: [failed, stepOf('subcloud-2', 'failed')] }],
    [
      'failed',
      'subcloud-1 failed: no space; stop on failure: 1 subcloud not started',
      { steps: [failed, stepOf('subcloud-2', 'initial')] },
    ],
    ['aborted', 'aborted: 2 subclouds not started', { steps: [stepOf('subcloud-1', 'aborted'), stepOf('subcloud-2', 'aborted')] }],
    ['deleting', 'deleted before it was applied', { steps: [stepOf('subcloud-1', 'initial')] }],
    ['failed', 'the strategy is failed', { steps: [] }],
  ])('%s: %s', (state, error, more) => {
    expect(report({ state, ...more }).error).toBe(error);
  });

  it('of one that is lost says what was on the way', () => {
    expect(report({ gone: true }).error).toMatch(/^1 subcloud in progress when the strategy was last seen/);
  });
});

it.each([
  ['sw-deploy', 'starlingx-sw-deploy'],
  ['software', 'starlingx-sw-deploy'],
  ['prestage', 'starlingx-prestage'],
  ['brand-new', 'starlingx-strategy'],
])('the workflow of %s is %s', (type, workflow) => {
  expect(workflowOf({ type })).toBe(workflow);
});

it('one without its time of creation has an id all the same', () => {
  expect(deploymentIdOf(strategyOf({ 'created-at': 'None' }))).toBe('starlingx:sw-deploy@unknown');
});
