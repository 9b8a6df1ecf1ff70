// Sending an action: the request, and what every kind of answer becomes.
import { afterEach, expect, test, vi } from 'vitest';
import { sendAction } from '../../../web/actions/send-action.ts';

afterEach(() => vi.unstubAllGlobals());

const request = { action: 'mute', backends: ['n1'], author: 'anna', seconds: 60 } as const;

/** What `sendAction` makes of an answer, and what was sent. */
async function answered(respond: () => Promise<Response>) {
  const sent = vi.fn<typeof fetch>(respond);
  vi.stubGlobal('fetch', sent);
  return { result: await sendAction(request), sent };
}

test('posts the request as JSON', async () => {
  const { sent } = await answered(async () => Response.json({ done: ['n1'], refused: [] }));
  expect(sent).toHaveBeenCalledWith('/api/v1/actions', expect.objectContaining({ method: 'POST', body: JSON.stringify(request) }));
});

test.each([
  ['done', async () => Response.json({ done: ['n1'], refused: [] }), { done: ['n1'], refused: [] }],
  [
    'partly refused',
    async () => Response.json({ done: [], refused: [{ backend: 'n1', why: 'over' }] }),
    { done: [], refused: [{ backend: 'n1', why: 'over' }] },
  ],
  ['refused', async () => Response.json({ error: 'seconds: too many' }, { status: 400 }), 'The server refused: seconds: too many'],
  [
    'no JSON',
    async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    'The server answered with HTTP 502 and a body that this page cannot read. Reload the page and try again.',
  ],
  [
    'no answer',
    async () => Promise.reject(new TypeError('failed to fetch')),
    'The server does not answer. If it carried out the action, the page shows that once it is connected again.',
  ],
])('%s', async (_, respond, expected) => {
  expect((await answered(respond)).result).toEqual(expected);
});
