import { mkdirSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Generations, type MissedOptions } from '../../../../server/inputs/following/generations.ts';
import { KnownLog } from '../../../../server/inputs/following/known-log.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const named = (found: readonly { path: string }[]): string[] => found.map(({ path }) => basename(path));

/** Files by their names, the first changed first; a name that ends in gz is packed. */
function lay(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [i, [name, text]] of Object.entries(files).entries()) {
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
    utimesSync(join(folder, name), i + 1, i + 1);
  }
  return join(folder, 'messages');
}
/** As it is known when so many of its bytes are done. */
function known(path: string, text: string): KnownLog {
  return new KnownLog(statSync(path), Buffer.from(text), { offset: text.length, lines: text.split('\n').length - 1 });
}
const elsewhere = (text: string): KnownLog => new KnownLog({ dev: 1, ino: 1 }, Buffer.from(text), { offset: text.length, lines: 1 });

describe('of a name', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'the rotated ones, oldest first, then the present one',
      { 'messages.1': 'b', messages: 'c', 'messages.2.gz': 'a' },
      ['messages.2.gz', 'messages.1', 'messages'],
    ],
    [
      'those with dates',
      { messages: 'c', 'messages-20261120': 'b', 'messages-20261119': 'a' },
      ['messages-20261119', 'messages-20261120', 'messages'],
    ],
    ['no other logs', { messages: 'c', 'messages2.1': '', 'other.1': '', 'messages.old': '' }, ['messages']],
    ['those that are left', { 'messages.1': 'b' }, ['messages.1']],
    ['nothing that is not packed to its end', { 'messages.1': 'b', 'messages.1.gz': '', messages: 'c' }, ['messages.1', 'messages']],
    ['none', {}, []],
  ])('%s', async (_, files, names) => {
    expect(named((await Generations.of(lay(files))).all)).toEqual(names);
  });

  it('the present one has the name, and its size and time', async () => {
    const path = lay({ 'messages.1.gz': 'one\n', messages: 'two\n' });
    const generations = await Generations.of(path);
    const { dev, ino } = statSync(path);
    expect(generations.present).toEqual({ path, packing: null, dev, ino, size: 4, mtimeMs: 2_000, isPresent: true });
    expect(generations.all[0]).toMatchObject({ packing: 'gz', isPresent: false, mtimeMs: 1_000 });
    expect(generations.newestMs).toBe(2_000);
  });

  it('there is none of a folder, and nothing is newest of nothing', async () => {
    const path = lay({});
    mkdirSync(path);
    const { present, all, newestMs } = await Generations.of(path);
    expect([present, all, newestMs]).toEqual([undefined, [], 0]);
  });

  it('that is a link are those beside what it points to', async () => {
    const path = lay({ 'real.1': 'a', real: 'b' });
    const target = join(path, '..', 'real');
    symlinkSync(target, path);
    const { all, present } = await Generations.of(path);
    expect([named(all), present?.ino]).toEqual([['real.1', 'messages'], statSync(target).ino]);
  });

  it('that is a link to the newest of them has that once', async () => {
    const path = lay({ 'messages-20261119': 'a', 'messages-20261120': 'b' });
    symlinkSync(`${path}-20261120`, path);
    expect(named((await Generations.of(path)).all)).toEqual(['messages-20261119', 'messages']);
  });
});

async function find(path: string, log: KnownLog): Promise<string | undefined> {
  const found = await (await Generations.of(path)).find(log);
  return found && basename(found.path);
}

async function missed(path: string, options: MissedOptions): Promise<string[]> {
  return named(await (await Generations.of(path)).missed(options));
}

describe('a known file', () => {
  it('is found under another name', async () => {
    const path = lay({ messages: 'one\n' });
    const log = known(path, 'one\n');
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'one\n');
    expect(await find(path, log)).toBe('messages.1');
  });

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ['in a copy', { 'messages.1': 'one\n', messages: '' }, 'one\n', 'messages.1'],
    ['packed', { 'messages.1.gz': 'one\ntwo\n', messages: '' }, 'one\n', 'messages.1.gz'],
    ['unpacked rather than packed', { 'messages.2.gz': 'one\n', 'messages.1': 'one\n' }, 'one\n', 'messages.1'],
    ['nowhere, where all begin otherwise', { 'messages.1': 'two\n', messages: 'three\n' }, 'one\n', undefined],
    ['nowhere, where all are shorter', { 'messages.1': 'one', messages: '' }, 'one\n', undefined],
    ['nowhere, when nothing was read of it', { 'messages.1': 'one\n' }, '', undefined],
  ])('is found by its content %s', async (_, files, text, name) => {
    expect(await find(lay(files), elsewhere(text))).toBe(name);
  });

  it('is not the one that has its inode and begins otherwise, or is shorter', async () => {
    const path = lay({ messages: 'two\n', 'messages.1': 'one\n' });
    expect(await find(path, known(path, 'one\n'))).toBe('messages.1');
    expect(await find(path, known(path, 'two\nthree\n'))).toBeUndefined();
  });

  it('of which nothing was read is found by its inode alone', async () => {
    const path = lay({ messages: 'one\n' });
    expect(await find(path, known(path, ''))).toBe('messages');
  });
});

describe('what was missed', () => {
  const files = { 'messages.3': 'one\n', 'messages.2': 'two\n', 'messages.1.gz': 'three\n', messages: 'four\n' };

  it('is what was rotated away behind the last that is known', async () => {
    const path = lay(files);
    const last = known(`${path}.3`, 'one\n');
    expect(await missed(path, { last, known: [last], seenMs: 1_000 })).toEqual(['messages.2', 'messages.1.gz']);
  });

  it('is nothing behind the present one', async () => {
    const path = lay(files);
    const last = known(path, 'four\n');
    expect(await missed(path, { last, known: [last], seenMs: 4_000 })).toEqual([]);
  });

  it.each([
    [0, ['messages.3', 'messages.2', 'messages.1.gz']],
    [2_000, ['messages.1.gz']],
    [3_000, []],
  ])('is what changed since %d, where the last is not known', async (seenMs, names) => {
    expect(await missed(lay(files), { last: undefined, known: [], seenMs })).toEqual(names);
  });

  it('is no copy of a file that is known, and nothing that is empty', async () => {
    const path = lay({ ...files, 'messages.4': '' });
    const copies = [elsewhere('two\n'), elsewhere('three\n')];
    expect(await missed(path, { last: undefined, known: copies, seenMs: 0 })).toEqual(['messages.3']);
  });

  it('is a file that begins as a known one that is still there', async () => {
    const path = lay({ 'messages.2': 'same\n', 'messages.1': 'same\nand more\n', messages: '' });
    const last = known(`${path}.2`, 'same\n');
    expect(await missed(path, { last, known: [last], seenMs: 1_000 })).toEqual(['messages.1']);
  });

  it('may be what can not be read', async () => {
    const path = lay({ 'messages.1': 'one\n', messages: 'two\n' });
    writeFileSync(`${path}.2.gz`, 'not packed');
    expect(await missed(path, { last: undefined, known: [elsewhere('one\n')], seenMs: 0 })).toEqual(['messages.2.gz']);
  });
});
