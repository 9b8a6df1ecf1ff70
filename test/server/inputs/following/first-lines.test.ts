import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { firstLines, headOf } from '../../../../server/inputs/following/first-lines.ts';
import { SettingsError } from '../../../../server/settings/settings-error.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const lines = Array.from({ length: 20_000 }, (_, i) => `Nov 21 01:05:17 frontend-0-0 dhcpd[${i}]: line ${(i * 7919) % 20_011}`);
const long = `${lines.join('\n')}\n`;

function file(name: string, content: string | Buffer): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

it.each([
  ['a log', 'messages', 'one\ntwo\n', ['one', 'two']],
  ['a last line without its end', 'messages', 'one\ntwo', ['one', 'two']],
  ['no empty lines', 'messages', '\none\n \n\ntwo\n', ['one', 'two']],
  ['an empty log', 'messages', '', []],
  ['an empty log that is packed by its name', 'messages.1.gz', '', []],
  ['a log packed by gzip', 'messages.1.gz', gzipSync('one\ntwo\n'), ['one', 'two']],
  ['a log packed by zstd', 'messages-20261120.zst', zstdCompressSync('one\ntwo\n'), ['one', 'two']],
])('%s', (_, name, content, expected) => {
  const path = file(name, content);
  expect(firstLines(path)).toEqual(expected);
  expect(headOf(path)).toEqual(expected);
});

it.each([
  ['as it is', 'messages', Buffer.from(long)],
  ['packed by gzip', 'messages.1.gz', gzipSync(long)],
  ['packed by zstd', 'messages.1.zst', zstdCompressSync(long)],
])('of a long log %s only the begin is read', (_, name, content) => {
  expect(content.length).toBeGreaterThan(65_536);
  const found = firstLines(file(name, content));
  expect(found.slice(0, 100)).toEqual(lines.slice(0, 100));
  expect(found.length).toBeLessThan(lines.length);
});

it.each([
  ['that is not there', () => join(newFolder(), 'messages'), /messages: can't be read: ENOENT/],
  [
    'that is packed by xz',
    () => file('messages.1.xz', '\u00FD7zXZ'),
    /messages\.1\.xz: can't be unpacked: xz compression is not supported/,
  ],
  ['that is not packed as it is called', () => file('messages.1.gz', 'one\n'), /messages\.1\.gz: can't be unpacked/],
])('a log %s', (_, pathOf, message) => {
  const path = pathOf();
  expect(() => firstLines(path)).toThrow(SettingsError);
  expect(() => firstLines(path)).toThrow(message);
  expect(headOf(path)).toEqual([]);
});
