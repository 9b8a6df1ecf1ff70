// A snapshot that arrives in parts.
import { expect, test } from 'vitest';
import { ComingSnapshot } from '../../../web/feed/coming-snapshot.ts';
import { backend, snapshot } from '../views.ts';

test('is complete with its last part, and says how much there is', () => {
  const coming = new ComingSnapshot(snapshot([backend('a')], { total: 3 }));
  expect([coming.complete, coming.progress]).toEqual([false, { got: 1, total: 3 }]);
  coming.add([backend('b')]);
  expect(coming.complete).toBe(false);
  coming.add([backend('c')]);
  expect([coming.complete, [...coming.backends.keys()]]).toEqual([true, ['a', 'b', 'c']]);
});

test('a backend that is sent twice counts once, as it was sent last', () => {
  const coming = new ComingSnapshot(snapshot([backend('a')], { total: 2 }));
  coming.add([backend('a', { ip: '10.1.1.1' })]);
  expect(coming.complete).toBe(false);
  expect(coming.backends.get('a')?.ip).toBe('10.1.1.1');
});

test('an empty one is complete at once', () => {
  expect(new ComingSnapshot(snapshot([])).complete).toBe(true);
});
