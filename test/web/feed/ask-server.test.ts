// One request to the API: what every kind of answer becomes.
import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { askServer } from '../../../web/feed/ask-server.ts';

afterEach(() => vi.unstubAllGlobals());

const schema = z.object({ count: z.int() });

test.each([
  ['valid', async () => Response.json({ count: 1 }), { answer: { count: 1 }, problem: null }],
  ['an error', async () => new Response('', { status: 503 }), { answer: null, problem: 'the server answered with HTTP 503' }],
  [
    'of another version',
    async () => Response.json({ total: 1 }),
    { answer: null, problem: 'the answer could not be read; reload the page' },
  ],
  ['no JSON', async () => new Response('<p>'), { answer: null, problem: 'the answer could not be read; reload the page' }],
  ['none', async () => Promise.reject(new TypeError('network')), { answer: null, problem: 'the server does not answer' }],
])('an answer that is %s', async (_, respond, expected) => {
  vi.stubGlobal('fetch', respond);
  expect(await askServer('/api/v1/x', schema, new AbortController().signal)).toEqual(expected);
});

test('can be aborted', async () => {
  const fetched = vi.fn<typeof fetch>(async () => Response.json({ count: 1 }));
  vi.stubGlobal('fetch', fetched);
  const aborter = new AbortController();
  await askServer('/api/v1/x', schema, aborter.signal);
  aborter.abort();
  expect(fetched.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
});
