// The exported list of backends.
import { expect, test } from 'vitest';
import { csvOf } from '../../../web/export/csv.ts';
import { backendColumns } from '../../../web/fleet/backend-columns.ts';
import { played, stories } from '../played.ts';
import { at, backend } from '../views.ts';

function cells(of: Parameters<(typeof backendColumns)[number]['of']>[0]): Record<string, unknown> {
  return Object.fromEntries(backendColumns.map((column) => [column.name, column.of(of)]));
}

test('a late machine: where it is, what is missing, since when', () => {
  expect(cells(played(stories.late).backend)).toMatchObject({
    backend: 'backend-0-0',
    ip: '10.1.1.101',
    status: 'late',
    stage: 'Initrd_RRQ',
    nextStage: 'Config_Sent',
    startedAt: at(0),
    stageAt: at(20),
    since: at(90),
    endedAt: null,
  });
});

test('a machine without a run has empty cells', () => {
  expect(cells(backend('n1'))).toMatchObject({ backend: 'n1', status: 'idle', stage: null, message: null, try: null });
});

test('no two columns have the same name', () => {
  const [head = ''] = csvOf([], backendColumns).split('\r\n');
  expect(new Set(head.split(',')).size).toBe(backendColumns.length);
});
