import { appendFile } from 'node:fs/promises';
import { mkdirSync, renameSync, rmdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LogTailer } from '../../../../server/inputs/following/log-tailer.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';
import { createSyslogParser } from '../readers.ts';

const newFolder = tempFolders();
const nowMs = (): number => receivedAtMs;
const requestOf = (n: number): string =>
  `Nov 21 01:05:${String(n).padStart(2, '0')} frontend-0-0 in.tftpd[1]: RRQ from 10.1.1.101 filename file-${n}\n`;

function create({ path = join(newFolder(), 'messages'), from = 'end' }: { path?: string; from?: 'beginning' | 'end' } = {}) {
  const troubles = new Seen<string | null>();
  const parser = createSyslogParser({ timeZone: 'UTC', nowMs });
  const source = new LogTailer({
    name: 'messages',
    type: 'syslog',
    path,
    from,
    parser,
    nowMs,
    onTrouble: (trouble) => troubles.add(trouble),
  });
  onTestFinished(() => source.stop());
  return { source, troubles, path };
}

testSource(async () => {
  const { source, troubles, path } = create();
  writeFileSync(path, requestOf(59));
  return { source, troubles, tell: (n) => appendFile(path, requestOf(n)), babble: () => appendFile(path, 'no syslog\n') };
});

const progress = ({ source }: ReturnType<typeof create>) => {
  const { position, lagBytes } = source.status();
  return [position, lagBytes];
};

it.each([
  ['a minute before', 60_000, 0],
  ['over a minute before', 61_000, 61_000],
])('a line of which our clock is %s is dated by its own time, or else by its arrival', async (_, behindMs, corrected) => {
  const lineMs = Date.UTC(2026, 10, 21, 1, 5, 1);
  const arrivedMs = lineMs - behindMs;
  const path = join(newFolder(), 'messages');
  writeFileSync(path, requestOf(1));
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs });
  const options = { name: 'messages', type: 'syslog', path, from: 'beginning', parser, onTrouble: () => {} } as const;
  const source = new LogTailer({ ...options, nowMs: () => arrivedMs });
  onTestFinished(() => source.stop());
  const [timed] = (await Array.fromAsync(source.catchUp())).flat();
  const atMs = lineMs - corrected;
  expect(timed).toMatchObject({ atMs, observations: [{ observedAtMs: atMs, receivedAtMs: arrivedMs }] });
});

describe('how far it is done', () => {
  const size = requestOf(1).length;

  it('is not told while there is no file', async () => {
    const made = create({ from: 'beginning' });
    expect(progress(made)).toEqual([null, null]);
    await Array.fromAsync(made.source.catchUp());
    expect(progress(made)).toEqual([null, null]);
  });

  it('is told by line and by bytes that are there behind it, as they are now', async () => {
    const made = create({ from: 'beginning' });
    writeFileSync(made.path, requestOf(1) + requestOf(2) + requestOf(3));
    const [isTold, isRoom] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const pushing = made.source.pushNew(async () => {
      isTold.resolve();
      await isRoom.promise;
    });
    await isTold.promise;
    expect(progress(made)).toEqual(['line 1 of messages', 2 * size]);
    await appendFile(made.path, requestOf(4));
    expect(progress(made)).toEqual(['line 1 of messages', 3 * size]);
    isRoom.resolve();
    await pushing;
    await made.source.pushNew(async () => {});
    expect(progress(made)).toEqual(['line 4 of messages', 0]);
    await appendFile(made.path, 'half a line');
    expect(progress(made)).toEqual(['line 4 of messages', 11]);
  });

  it('counts the lines that were passed over', async () => {
    const made = create();
    writeFileSync(made.path, requestOf(1).repeat(1_234));
    await Array.fromAsync(made.source.catchUp());
    expect(progress(made)).toEqual(['line 1,234 of messages', 0]);
  });

  it('is nothing behind when the file was truncated and is not looked at yet', async () => {
    const made = create();
    writeFileSync(made.path, requestOf(1));
    await Array.fromAsync(made.source.catchUp());
    truncateSync(made.path);
    expect(progress(made)).toEqual(['line 1 of messages', 0]);
  });
});

describe('what is there at the start', () => {
  it('comes with its times, observations or not, when it is to be read', async () => {
    const { source, path } = create({ from: 'beginning' });
    writeFileSync(path, `${requestOf(1)}no syslog\nNov 21 01:05:02 frontend-0-0 sshd[1]: hello\n`);
    const found = (await Array.fromAsync(source.catchUp())).flat();
    expect(found).toMatchObject([
      { atMs: Date.UTC(2026, 10, 21, 1, 5, 1), observations: [{ evidence: { line: 1, offset: 0 } }] },
      { atMs: Date.UTC(2026, 10, 21, 1, 5, 2) },
    ]);
    expect(found[1]?.observations).toEqual([]);
  });

  it('is followed without a line lost or doubled', async () => {
    const { source, path } = create({ from: 'beginning' });
    writeFileSync(path, requestOf(1));
    await Array.fromAsync(source.catchUp());
    await appendFile(path, requestOf(2));
    const seen = await followed(source);
    await appendFile(path, requestOf(3));
    expect((await seen.count(3 - 1)).map((o) => o.evidence.line)).toEqual([2, 3]);
  });
});

it('stop reads what was written until then', async () => {
  const { source, path } = create();
  writeFileSync(path, '');
  await Array.fromAsync(source.catchUp());
  const seen = await followed(source);
  writeFileSync(path, [1, 2, 3].map(requestOf).join(''));
  await source.stop();
  expect(seen.all).toHaveLength(3);
});

it('goes on in the new file after a rotation', async () => {
  const { source, path } = create();
  writeFileSync(path, '');
  await Array.fromAsync(source.catchUp());
  const seen = await followed(source);
  await appendFile(path, requestOf(1));
  await seen.count(1);
  renameSync(path, `${path}.1`);
  await appendFile(`${path}.1`, requestOf(2));
  writeFileSync(path, requestOf(3));
  expect((await seen.count(3)).map((o) => o.evidence.line)).toEqual([1, 2, 1]);
  expect(source.status().counters).toMatchObject({ rotations: 1 });
});

it('tells once that there is no file, and once that there is', async () => {
  const { source, path, troubles } = create();
  await Array.fromAsync(source.catchUp());
  const seen = await followed(source);
  expect(source.status()).toMatchObject({ alive: false, trouble: `${path} does not exist yet` });
  writeFileSync(path, requestOf(1));
  await seen.count(1);
  await troubles.count(2);
  expect(troubles.all).toEqual([`${path} does not exist yet`, null]);
  expect(source.status()).toMatchObject({ alive: true, trouble: null });
});

it('a folder in place of the file is told and waited out', async () => {
  const { source, path, troubles } = create();
  mkdirSync(path);
  await Array.fromAsync(source.catchUp());
  const seen = await followed(source);
  expect(troubles.all).toEqual([`${path} is not a file`]);
  rmdirSync(path);
  writeFileSync(path, requestOf(1));
  await seen.count(1);
});
