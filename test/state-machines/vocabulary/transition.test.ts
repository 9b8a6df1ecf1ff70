import { expect, it } from 'vitest';
import { actionKinds, isActionKind, transitionKinds } from '../../../state-machines/vocabulary/transition.ts';

it('each kind is there once', () => {
  expect(new Set(transitionKinds).size).toBe(transitionKinds.length);
});

it.each(transitionKinds)('%s is told apart: a person did it, or a log or a limit', (kind) => {
  expect(isActionKind(kind)).toBe(actionKinds.some((action) => action === kind));
});
