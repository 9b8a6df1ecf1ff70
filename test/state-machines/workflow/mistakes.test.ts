import { expect, it } from 'vitest';
import * as z from 'zod';
import { mistake, mistakeOf, stageMistake, WorkflowError } from '../../../state-machines/workflow/mistakes.ts';

it('names the place of a mistake in its sentence', () => {
  expect(mistake(['stages', 2, 'role'], 'is wrong')).toEqual({ path: ['stages', 2, 'role'], text: 'stages.2.role: is wrong' });
  expect(mistake([], 'is wrong').text).toBe('file: is wrong');
  expect(stageMistake('DHCPACK', 'healedBy', 'no stage is called X').text).toBe('stages.DHCPACK.healedBy: no stage is called X');
});

it('the place of a key that should not be there is the key', () => {
  const { error } = z.strictObject({ a: z.strictObject({}) }).safeParse({ a: { extra: 1 } });
  expect(error?.issues.map((issue) => mistakeOf(issue).path)).toEqual([['a', 'extra']]);
});

it('an error has all of them, one sentence each', () => {
  const error = new WorkflowError([mistake(['name'], 'is missing'), mistake(['stages'], 'are too few')]);
  expect(error.message).toBe('name: is missing; stages: are too few');
  expect(error.mistakes).toHaveLength(2);
});
