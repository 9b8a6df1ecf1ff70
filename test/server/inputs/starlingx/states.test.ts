import { expect, it } from 'vitest';
import { firstStateOf, isOver, isRunning, knownState, readFailure } from '../../../../server/inputs/starlingx/states.ts';

it.each([
  ['initial', false, false],
  ['sw-deploy pre-check', true, false],
  ['a state of a later release', true, false],
  ['complete', false, true],
  ['failed', false, true],
  ['aborted', false, true],
])('%s: running %s, over %s', (state, running, over) => {
  expect([isRunning({ state }), isOver({ state })]).toEqual([running, over]);
});

it.each([
  ['sw-deploy', 'sw-deploy pre-check'],
  ['prestage', 'prestage-precheck'],
  ['kubernetes', 'kube upgrade pre check'],
  ['brand-new', null],
])('a strategy of type %s begins with %s', (type, state) => {
  expect(firstStateOf({ type })).toBe(state);
});

it.each([
  ['apply VIM sw-deploy strategy', 'apply VIM sw-deploy strategy'],
  ['apply VIM sw-dep loy strategy', 'apply VIM sw-deploy strategy'],
  ['Sw-Deploy Pre-Check', 'sw-deploy pre-check'],
  ['failed', 'failed'],
  ['locking controller-0', 'locking controller-0'],
  ['something else', undefined],
])('%j is the state %j of a workflow', (text, state) => {
  expect(knownState(text)).toBe(state);
});

it.each([
  ['apply VIM sw-deploy strategy: VIM strategy apply failed: no space', 'apply VIM sw-deploy strategy'],
  ['Failed for subcloud subcloud-2: it is unmanaged', null],
  ['no colon', null],
  [null, null],
])('%j failed in %j', (details, state) => {
  expect(readFailure(details)).toEqual({ state, reason: details ?? '' });
});
