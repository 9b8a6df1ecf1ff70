// The names of exported files.
import { expect, test } from 'vitest';
import { exportFileName } from '../../../web/export/file-name.ts';

const atMs = Date.UTC(2026, 10, 21, 10, 32, 7, 123);

test.each([
  ['events', 'csv', 'checklist-events-20261121T103207Z.csv'],
  ['checklist-n1@20261121T010500Z', 'json', 'checklist-checklist-n1-20261121T010500Z-20261121T103207Z.json'],
  ['../../etc passwd', 'csv', 'checklist-..-..-etc-passwd-20261121T103207Z.csv'],
] as const)('%s as %s: %s', (name, format, expected) => {
  expect(exportFileName(name, atMs, format)).toBe(expected);
});
