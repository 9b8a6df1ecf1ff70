// Which backends a view shows, and their counts.
import { expect, test } from 'vitest';
import type { Filter } from '../../../web/fleet/filters/match.ts';
import { useCounts, useNeedyStatuses, useShown } from '../../../web/fleet/use-shown.ts';
import { words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { at, backend, snapshot } from '../views.ts';

const known = [
  backend('n10'),
  { ...played(stories.failed, 'n2').backend, muted: { by: 'anna', at: at(0), until: null, note: null } },
  played(stories.late, 'n1').backend,
];

const everything: Filter = { statuses: [], workflow: '', deployer: '', search: '' };

function Shown({ filter }: { filter: Partial<Filter> }) {
  const { all, shown } = useShown({ ...everything, ...filter });
  const { failed, late, idle } = useCounts(all);
  const names = shown.map(({ id }) => id).join(' ');
  return `${names} of ${all.length}: ${failed} failed, ${late} late, ${idle} idle; needy: ${[...useNeedyStatuses(all)].join(' ')}`;
}

test.each<[Partial<Filter>, string]>([
  [{}, 'n1 n2 n10'],
  [{ statuses: ['failed'] }, 'n2'],
  [{ search: 'n1' }, 'n1 n10'],
  [{ workflow: 'nothing' }, ''],
])('%j: %s, in the order of names', (filter, names) => {
  const text = words(<Shown filter={filter} />, { frames: [snapshot(known)] });
  expect(text).toBe(`${names} of 3: 1 failed, 1 late, 1 idle; needy: late`.trim());
});
