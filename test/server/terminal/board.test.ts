import { expect, it } from 'vitest';
import { answerOf, serverTimeOf, summariesSchema } from '../../../server/terminal/board.ts';
import { at, backend, zeroMs } from '../../web/views.ts';
import { boardOf, withRun } from './boards.ts';

const summaries = (names: readonly string[]) => ({
  backends: names.map((name) => backend(name)),
  workflows: [],
  reached: {},
  serverTime: at(60),
});

it('backends are in the natural order of their names', () => {
  const { backends } = answerOf(summaries(['backend-10', 'backend-2', 'backend-1']), 0);
  expect(backends.map(({ id }) => id)).toEqual(['backend-1', 'backend-2', 'backend-10']);
});

it('the server’s clock goes on after its last response', () => {
  const board = boardOf([], { answer: answerOf(summaries([]), 1_000) });
  expect(serverTimeOf(board, 1_000)).toBe(zeroMs + 60_000);
  expect(serverTimeOf(board, 6_000)).toBe(zeroMs + 65_000);
});

it('before the first response it is ours', () => {
  expect(serverTimeOf(boardOf([], { answer: null }), 7)).toBe(7);
});

it('a response of the service fits the schema, something else does not', () => {
  const answer = { ...summaries([]), backends: [withRun('a', 'SSH_Open', 590)] };
  expect(summariesSchema.safeParse(JSON.parse(JSON.stringify(answer))).error?.issues).toBeUndefined();
  expect(summariesSchema.safeParse({ ...answer, serverTime: 'soon' }).success).toBe(false);
});
