import { expect, it } from 'vitest';
import { wayTo } from '../../../web/incidents/way-to.ts';
import { backend } from '../views.ts';

const backends = new Map(['backend-0-1', 'backend-0-2', 'backend-0-3'].map((id) => [id, backend(id)] as const));

it.each([
  [['backend-0-1', 'backend-0-2', 'backend-0-3'], 'backend-0-[1-3]'],
  [['backend-0-3', 'gone'], 'backend-0-3,gone'],
])('the machines %j are shown by the search %j, whatever was filtered', (ids, search) => {
  expect(wayTo({ backends: ids, status: 'late' }, backends)).toEqual({
    search,
    statuses: [],
    workflow: '',
    deployer: '',
    backend: null,
    run: null,
  });
});

it('too many names for an address: those of the same status', () => {
  const ids = Array.from({ length: 2_000 }, (_, i) => `n${i}x${i * 7}`);
  expect(wayTo({ backends: ids, status: 'late' }, backends)).toMatchObject({ search: '', statuses: ['late'] });
});
