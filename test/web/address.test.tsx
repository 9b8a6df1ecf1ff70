// Moving from one state of the page to another, with the browser's history.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { go, hrefOf, leaveBackend, leaveDeployment } from '../../web/address.ts';

let calls: string[] = [];

function standAt(search: string, state: unknown = null): void {
  const history = {
    state,
    pushState: (given: unknown, _: string, url: string) => calls.push(`push ${url} ${JSON.stringify(given)}`),
    replaceState: (_given: unknown, _: string, url: string) => calls.push(`replace ${url}`),
    back: () => calls.push('back'),
  };
  vi.stubGlobal('history', history);
  vi.stubGlobal('location', { pathname: '/', search });
}

beforeEach(() => {
  calls = [];
});
afterEach(() => vi.unstubAllGlobals());

test('a change keeps the rest of the address', () => {
  standAt('?view=grid&status=failed');
  go({ backend: 'n1' });
  go({ search: 'n' }, 'replace');
  expect(calls).toEqual(['push /?view=grid&status=failed&backend=n1 {"ours":true}', 'replace /?view=grid&status=failed&search=n']);
  expect(hrefOf({ statuses: [] })).toBe('/?view=grid');
});

test.each([
  ['a backend that was opened from this page', '?backend=n1', { ours: true }, leaveBackend, 'back'],
  ['a backend that was opened by its link', '?backend=n1&run=r', null, leaveBackend, 'push / {"ours":true}'],
  [
    'a deployment that was opened by its link',
    '?view=deployments&deployment=d',
    null,
    leaveDeployment,
    'push /?view=deployments {"ours":true}',
  ],
])('leaving %s', (_, search, state, leave, expected) => {
  standAt(search, state);
  leave();
  expect(calls).toEqual([expected]);
});
