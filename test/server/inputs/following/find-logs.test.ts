import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { tempFolders } from '../../temp-folder.ts';
import { findLogs } from '../readers.ts';

const newFolder = tempFolders();

const options = { timeZone: 'UTC', year: 2026, nowMs: () => 0 };
const line = 'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0\n';
const packed: Record<string, (text: string) => Buffer> = { gz: gzipSync, zst: zstdCompressSync, xz: () => Buffer.from('\u{fd}7zXZ') };

function folderWith(names: readonly string[]): string {
  const folder = newFolder();
  for (const name of names) writeFileSync(join(folder, name), packed[name.slice(name.lastIndexOf('.') + 1)]?.(line) ?? line);
  return folder;
}

it.each([
  ['numbers', ['messages.10.gz', 'messages.3.zst', 'messages.2.gz', 'messages.1', 'messages']],
  ['dates', ['messages-20261119.zst', 'messages-20261120', 'messages-20261120-2.gz', 'messages-2026112104.zst', 'messages']],
])('finds a log with its rotated siblings, oldest first: %s', (_, names) => {
  const folder = folderWith([...names, 'messages.4.xz'].toSorted());
  const logs = findLogs([folder], options);
  expect(logs.map(({ name, paths }) => [name, paths])).toEqual([['messages', names.map((name) => join(folder, name))]]);
});

it('tells a log by its packed lines alone', () => {
  const folder = folderWith(['some.log.1.zst']);
  expect(findLogs([join(folder, 'some.log.1.zst')], options)[0]?.name).toBe('some.log');
});

it('says what can not be unpacked', () => {
  const folder = folderWith(['messages.1.xz']);
  writeFileSync(join(folder, 'messages.2.zst'), 'nothing of the kind');
  expect(() => findLogs([join(folder, 'messages.1.xz')], options)).toThrow(/xz compression is not supported/);
  expect(() => findLogs([folder], options)).toThrow(/messages\.2\.zst: can't be unpacked/);
});
