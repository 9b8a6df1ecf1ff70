import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { InventoryWatch } from '../../../server/inventory/inventory-watch.ts';
import type { Inventory } from '../../../server/inventory/read-inventory.ts';
import { Seen } from '../core/seen.ts';
import { tempFolders } from '../temp-folder.ts';

const newFolder = tempFolders();
const found = (...files: string[]): Inventory => ({
  readings: [{ provider: 'dhcpd', place: files[0] ?? '', machines: [], mistakes: [], warnings: [], files }],
  backends: undefined,
  warnings: [],
});

/** Finds what `next` says at each reading. */
function watchOver(first: Inventory, { everyMs = 3_600_000, next = () => first } = {}) {
  const readings = new Seen<Inventory>();
  const reread = async (): Promise<Inventory> => {
    const inventory = next();
    // Seen only when it is watched: a watch follows in the same turn.
    setImmediate(() => readings.add(inventory));
    return inventory;
  };
  const watch = new InventoryWatch({ found: first, reread, settleMs: 1, everyMs });
  onTestFinished(() => watch.stop());
  return { watch, readings };
}

it.each<[string, (folder: string) => void]>([
  ['is written to', (folder) => writeFileSync(join(folder, 'a'), 'more')],
  ['is replaced', (folder) => (writeFileSync(join(folder, 'new'), 'other'), renameSync(join(folder, 'new'), join(folder, 'a')))],
  ['goes', (folder) => rmSync(join(folder, 'a'))],
  ['comes', (folder) => writeFileSync(join(folder, 'b'), 'first')],
  ['comes into a folder that is read', (folder) => writeFileSync(join(folder, 'hosts.d/node1'), 'first')],
])('reads again when a file %s', async (_, change) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a'), '');
  mkdirSync(join(folder, 'hosts.d'));
  const { readings } = watchOver(found(join(folder, 'a'), join(folder, 'b'), join(folder, 'hosts.d')));
  change(folder);
  expect((await readings.count(1)).length).toBeGreaterThanOrEqual(1);
});

it('reads again what was written after it was read and before it was watched', async () => {
  const path = join(newFolder(), 'a');
  const readAtMs = Date.now();
  writeFileSync(path, '');
  const { readings } = watchOver({ ...found(path), readAtMs });
  expect((await readings.count(1)).length).toBeGreaterThanOrEqual(1);
});

it('follows the files of the newest reading', async () => {
  const folder = newFolder();
  const { readings } = watchOver(found(join(folder, 'a')), { next: () => found(join(folder, 'b')) });
  writeFileSync(join(folder, 'a'), '');
  expect((await readings.count(1)).length).toBeGreaterThanOrEqual(1);
  writeFileSync(join(folder, 'b'), '');
  expect((await readings.count(2)).length).toBeGreaterThanOrEqual(2);
});

it('reads again after a while, though nothing is seen to change: commands tell nobody', async () => {
  const { readings } = watchOver(found(), { everyMs: 5 });
  expect((await readings.count(3)).length).toBeGreaterThanOrEqual(3);
});

it('a folder that is not there is no matter', () => {
  expect(() => watchOver(found('/no/such/folder/a')).watch.stop()).not.toThrow();
});
