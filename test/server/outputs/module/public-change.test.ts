import { expect, it } from 'vitest';
import { publicChange } from '../../../../server/outputs/module/public-change.ts';
import { viewTransition } from '../../../../server/core/view.ts';
import { change } from '../../core/changes.ts';

it('a transition is what the API shows, with the status before', () => {
  const made = change({ status: 'failed', statusBefore: 'installing' }, 7);
  expect(publicChange(made)).toEqual({ type: 'transition', ...viewTransition(made), statusBefore: 'installing' });
});

it('is a copy: what a module does to it changes nothing of ours', () => {
  const made = change();
  const given = publicChange(made);
  if (given.type === 'transition' && given.evidence) given.evidence.text = 'altered';
  expect(made.transition.evidence?.text).toBe('a line');
});

it('a machine that is gone has its id and its number', () => {
  expect(publicChange({ type: 'gone', seq: 3, id: 'other' })).toEqual({ type: 'gone', seq: 3, backend: 'other' });
});
