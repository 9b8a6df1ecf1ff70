import { expect, it } from 'vitest';
import { serveTwoBackends } from './two-backends.ts';

const api = serveTwoBackends();

it('the warnings of the service itself', async () => {
  api.service.monitor.dispatcher.dispatch({ kind: 'reading', atMs: 0, observations: [{} as never] });
  const { warnings } = (await api.get('/api/v1/warnings')).json();
  expect(warnings.at(-1)).toMatchObject({
    at: '2026-11-21T01:05:17.000Z',
    level: 'error',
    text: expect.stringMatching(/^an event could not be processed: /),
    count: 1,
  });
});
