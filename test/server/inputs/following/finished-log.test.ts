import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { readFinishedLog } from '../../../../server/inputs/following/finished-log.ts';
import { LineCounter } from '../../../../server/inputs/contract/line-counter.ts';
import { newReading, type Reading } from '../../../../server/core/queue.ts';
import { tempFolders } from '../../temp-folder.ts';
import { createSyslogParser } from '../readers.ts';

const newFolder = tempFolders();
const lineOf = (n: number): string => `Nov 21 01:05:0${n} frontend-0-0 in.tftpd[1]: RRQ from 10.1.1.101 filename file-${n}`;
let folder = '';
beforeEach(() => {
  folder = newFolder();
});

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
async function read(paths: readonly string[], counter = new LineCounter()): Promise<Reading[]> {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: () => 0 });
  return (await Array.fromAsync(readFinishedLog({ name: 'messages', paths, parser, counter }))).flat();
}

describe('a log with its rotated siblings', () => {
  it('is read oldest first, unpacked, each file with its own line numbers', async () => {
    const paths = [
      file('messages.2.gz', gzipSync(`${lineOf(1)}\n${lineOf(2)}\n`)),
      file('messages.1', `${lineOf(3)}\n`),
      file('messages', `${lineOf(4)}\n`),
    ];
    const evidence = (await read(paths)).map(({ observations }) => observations[0]?.evidence);
    expect(evidence).toMatchObject([
      { source: 'messages.2', line: 1, text: lineOf(1) },
      { source: 'messages.2', line: 2, offset: lineOf(1).length + 1 },
      { source: 'messages.1', line: 1 },
      { source: 'messages', line: 1, text: lineOf(4) },
    ]);
  });

  it('is received when it was observed: replays have no clock', async () => {
    const [first] = await read([file('messages', `${lineOf(1)}\n`)]);
    const atMs = Date.UTC(2026, 10, 21, 1, 5, 1);
    expect(first).toMatchObject({ atMs, observations: [{ observedAtMs: atMs, receivedAtMs: atMs }] });
  });

  it('may speak of several machines in one line', async () => {
    const atMs = Date.UTC(2026, 10, 21, 1, 5, 1);
    const [first] = await read([file('messages', `${lineOf(1)}\n`)]);
    const several = { report: { id: 'D-1', workflow: 'w', reportedAt: '2026-11-21T01:05:01Z' }, observations: first?.observations ?? [] };
    const parser = { parse: () => newReading(atMs, several.observations, several.report) };
    const counter = new LineCounter();
    const lines = readFinishedLog({ name: 'x', paths: [join(folder, 'messages')], parser, counter });
    await expect(Array.fromAsync(lines)).resolves.toEqual([[{ kind: 'reading', atMs, ...several }], []]);
    expect(counter).toMatchObject({ lines: 1, observations: 1 });
  });

  it('of several gzip members is read to the end', async () => {
    const packed = Buffer.concat([gzipSync(`${lineOf(1)}\n`), gzipSync(`${lineOf(2)}\n`)]);
    expect(await read([file('messages.1.gz', packed)])).toHaveLength(2);
  });

  it('ends with its last line, newline or not', async () => {
    expect(await read([file('messages', `${lineOf(1)}\n${lineOf(2)}`)])).toHaveLength(2);
  });

  it('may be empty', async () => {
    expect(await read([file('messages.1', ''), file('messages', '')])).toEqual([]);
  });

  it('counts what is not understood', async () => {
    const counter = new LineCounter();
    await read([file('messages', `${lineOf(1)}\nno syslog\n`)], counter);
    expect(counter).toMatchObject({ lines: 2, observations: 1, odd: 1, oddExamples: ['no syslog'] });
  });
});

describe('a file that can’t be read', () => {
  it.each([
    ['is no gzip', 'messages.1.gz', Buffer.from('not packed')],
    ['is cut off', 'messages.1.gz', gzipSync(lineOf(1).repeat(100)).subarray(0, 60)],
  ])('because it %s is named', async (_, name, content) => {
    const path = file(name, content);
    await expect(read([path])).rejects.toThrow(`${path}: can't be read to its end`);
  });

  it('because it is not there is named', async () => {
    await expect(read([join(folder, 'gone')])).rejects.toThrow(/gone: can't be read to its end: ENOENT/);
    await expect(read([join(folder, 'gone.gz')])).rejects.toThrow(/gone\.gz: can't be read to its end: ENOENT/);
  });
});
