// Where a log tailer starts, and the positions that it gives along; driven by hand.
import { appendFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { LogTailer, type LogTailerOptions } from '../../../../server/inputs/following/log-tailer.ts';
import { observationsIn } from '../contract/source-contract.ts';
import { tempFolders } from '../../temp-folder.ts';
import { createSyslogParser } from '../readers.ts';

const newFolder = tempFolders();
const startMs = Date.UTC(2026, 10, 21, 1, 5);
const requestOf = (n: number): string =>
  `Nov 21 01:05:${String(n).padStart(2, '0')} frontend-0-0 in.tftpd[1]: RRQ from 10.1.1.101 filename file-${n}\n`;
const irrelevant = 'Nov 21 01:05:50 frontend-0-0 sshd[1]: hello\n';

function create(path: string, options: Partial<LogTailerOptions> = {}) {
  const clock = { ms: startMs + 60_000 };
  const troubles: (string | null)[] = [];
  const nowMs = (): number => clock.ms;
  const source = new LogTailer({
    name: 'messages',
    type: 'syslog',
    path,
    from: 'end',
    parser: createSyslogParser({ timeZone: 'UTC', nowMs }),
    nowMs,
    onTrouble: (trouble) => troubles.push(trouble),
    ...options,
  });
  onTestFinished(() => source.stop());
  const items: QueueItem[] = [];
  const round = async (): Promise<QueueItem[]> => {
    items.length = 0;
    await source.pushNew(async (item) => void items.push(item));
    return [...items];
  };
  return { source, troubles, round, clock };
}
const textsOf = async (source: LogTailer): Promise<(string | undefined)[]> =>
  (await Array.fromAsync(source.catchUp())).flat().map(({ observations }) => observations[0]?.evidence.text.slice(-6));

describe('positions', () => {
  it('come with each line, and once more when a round ends in lines that say nothing', async () => {
    const path = join(newFolder(), 'messages');
    writeFileSync(path, '');
    const { source, round } = create(path);
    await Array.fromAsync(source.catchUp());
    await round();
    appendFileSync(path, requestOf(1) + irrelevant.repeat(3) + 'odd\n');
    const found = await round();
    expect(found.map((item) => observationsIn(item).length)).toEqual([1, 0]);
    expect(found[0]).toMatchObject({ position: { source: 'messages', at: { files: [{ lines: 1, offset: requestOf(1).length }] } } });
    expect(found.at(-1)).toMatchObject({ position: { source: 'messages', at: { files: [{ lines: 5 }] } } });
    expect(await round()).toEqual([]);
  });

  it('of many lines that say nothing are thinned out', async () => {
    const path = join(newFolder(), 'messages');
    writeFileSync(path, irrelevant.repeat(2_500));
    const { source, round } = create(path, { from: 'beginning' });
    expect((await round()).length).toBeLessThanOrEqual(4);
    expect(source.status().lines).toBe(2_500);
  });

  it('change when a file is let go', async () => {
    const path = join(newFolder(), 'messages');
    writeFileSync(path, requestOf(1));
    const { source, round, clock } = create(path);
    await Array.fromAsync(source.catchUp());
    renameSync(path, `${path}.1`);
    writeFileSync(path, requestOf(2));
    await round();
    clock.ms += 61_000;
    expect(await round()).toMatchObject([{ kind: 'reading', observations: [], position: { at: { files: [{ lines: 1 }] } } }]);
  });
});

describe('resume', () => {
  it('goes on behind the stored line, whatever `from` and `since` say', async () => {
    const path = join(newFolder(), 'messages');
    writeFileSync(path, requestOf(1) + requestOf(2));
    const first = create(path, { from: 'beginning' });
    const [line] = (await Array.fromAsync(first.source.catchUp())).flat();
    appendFileSync(path, requestOf(3));
    const { source } = create(path, { since: startMs + 59_000 });
    source.resume(JSON.parse(JSON.stringify(line?.position?.at)));
    const found = await Array.fromAsync(source.catchUp());
    expect(found.flat().map(({ observations }) => observations[0]?.evidence.line)).toEqual([2, 3]);
  });

  it('with something else is told, and reads as at a first start', async () => {
    const path = join(newFolder(), 'messages');
    writeFileSync(path, requestOf(1));
    const { source, troubles } = create(path);
    source.resume({ offset: 3 });
    expect(await textsOf(source)).toEqual([]);
    expect(troubles).toEqual([expect.stringMatching(/is invalid/)]);
  });

  it('after a loss tells it once, and is not in trouble', async () => {
    const path = join(newFolder(), 'messages');
    writeFileSync(path, requestOf(1));
    const { source, troubles } = create(path);
    source.resume({ files: [{ dev: 1, ino: 1, head: Buffer.from('gone').toString('base64'), offset: 100, lines: 3 }], seenMs: 0 });
    expect(await textsOf(source)).toEqual(['file-1']);
    expect(troubles).toEqual([expect.stringMatching(/is gone/)]);
    expect(source.status()).toMatchObject({ alive: true, trouble: null, counters: { lostFiles: 1 } });
  });
});

describe('since', () => {
  it('reads back through rotated files, and passes over what is older', async () => {
    const path = join(newFolder(), 'messages');
    const timeOf = (n: number): number => (startMs + n * 1000) / 1000;
    writeFileSync(`${path}.2`, requestOf(1));
    utimesSync(`${path}.2`, timeOf(1), timeOf(1));
    writeFileSync(`${path}.1`, requestOf(2) + requestOf(8));
    utimesSync(`${path}.1`, timeOf(8), timeOf(8));
    writeFileSync(path, requestOf(9));
    const { source } = create(path, { since: startMs + 5_000 });
    expect(await textsOf(source)).toEqual(['file-8', 'file-9']);
    expect(source.status().lines).toBe(3);
  });
});

it('an observation from half a line is marked', async () => {
  const path = join(newFolder(), 'messages');
  writeFileSync(path, requestOf(1).trimEnd());
  const { round, clock } = create(path, { from: 'beginning' });
  await round();
  clock.ms += 60_000;
  expect((await round())[0]).toMatchObject({ observations: [{ evidence: { text: expect.stringMatching(/file-1 \[cut\]$/) } }] });
});
