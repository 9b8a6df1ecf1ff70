import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { JournalSource, type JournalOptions } from '../../../../server/inputs/journald/journal-source.ts';
import type { Reading } from '../../../../server/core/queue.ts';
import { hasJournald, Journald } from './journald.ts';
import { programs } from '../readers.ts';
import { Seen } from '../../core/seen.ts';
import { tempFolders } from '../../temp-folder.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';

const newFolder = tempFolders();
const requestOf = (n: number): string => `RRQ from 10.1.1.101 filename file-${n}`;

function create(options: Partial<JournalOptions> = {}) {
  const troubles = new Seen<string | null>();
  const source = new JournalSource({
    name: 'journal',
    from: 'end',
    programs,
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    retryMs: { shortest: 10, longest: 20 },
    settledMs: 10,
    ...options,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}

const filesOf = (lines: readonly Reading[]): string[] =>
  lines.flatMap(({ observations }) => observations.flatMap(({ sight }) => (sight.kind === 'tftp' ? [sight.file] : [])));

async function start(): Promise<Journald> {
  const journald = await Journald.start(newFolder());
  onTestFinished(() => journald.stop());
  return journald;
}

// Its own journald; without root there is none to ask.
describe.skipIf(!hasJournald())('with a real journal', () => {
  testSource(async () => {
    const journald = await start();
    await journald.log('in.tftpd', requestOf(59));
    const { source, troubles } = create({ directory: journald.directory });
    const tell = (n: number): Promise<void> => journald.log('in.tftpd', requestOf(n));
    return { source, troubles, tell, babble: () => journald.log('in.tftpd', 'RRQ from') };
  });

  it('shows the entry as journalctl does, with the time at which it was written', async () => {
    const journald = await start();
    const { source } = create({ directory: journald.directory, from: 'beginning' });
    const before = Date.now();
    await journald.log('in.tftpd', requestOf(1));
    const seen = await followed(source);
    const [observation] = await seen.count(1);
    expect(observation).toMatchObject({ who: { ip: '10.1.1.101' }, sight: { kind: 'tftp', file: 'file-1', error: null }, receivedAtMs });
    expect(observation?.evidence.text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ in\.tftpd\[\d+\]: RRQ from 10\.1\.1\.101 filename file-1$/);
    expect(observation?.observedAtMs).toBeGreaterThanOrEqual(before);
    expect(observation?.observedAtMs).toBeLessThanOrEqual(Date.now());
  });

  it('goes on behind the stored cursor, without a gap and nothing twice', async () => {
    const journald = await start();
    const log = (n: number): Promise<void> => journald.log('in.tftpd', requestOf(n));
    for (const n of [1, 2, 3]) await log(n);
    const first = create({ directory: journald.directory, from: 'beginning' });
    const lines = await Array.fromAsync(first.source.catchUp());
    expect(filesOf(lines)).toEqual(['file-1', 'file-2', 'file-3']);
    await log(4);
    const second = create({ directory: journald.directory });
    second.source.resume(JSON.parse(JSON.stringify(lines[1]?.position?.at)));
    expect(filesOf(await Array.fromAsync(second.source.catchUp()))).toEqual(['file-3', 'file-4']);
    const seen = await followed(second.source);
    await log(5);
    expect((await seen.count(1)).map(({ sight }) => sight)).toMatchObject([{ file: 'file-5' }]);
    expect(second.source.status()).toMatchObject({ lines: 3, counters: { gaps: 0 } });
  });

  it('reads on, and says so, when the journal has dropped the entry that was read last', async () => {
    const old = await start();
    await old.log('in.tftpd', requestOf(1));
    const [line] = await Array.fromAsync(create({ directory: old.directory, from: 'beginning' }).source.catchUp());
    await old.stop();
    rmSync(old.directory, { recursive: true });
    const journald = await start();
    for (const n of [2, 3]) await journald.log('in.tftpd', requestOf(n));
    const { source, troubles } = create({ directory: journald.directory });
    source.resume(line?.position?.at);
    const lines = await Array.fromAsync(source.catchUp());
    expect(filesOf(lines)).toEqual(['file-2', 'file-3']);
    expect(source.status().counters).toMatchObject({ gaps: 1 });
    expect(troubles.all).toContain('the journal no longer has the entry read last; entries it dropped after that are lost');
  });

  it('that held nothing at the first start holds only what is new at the second', async () => {
    const journald = await start();
    const first = create({ directory: journald.directory });
    await Array.fromAsync(first.source.catchUp());
    const positions: unknown[] = [];
    await first.source.follow(async (item) => void ('position' in item && positions.push(item.position?.at)));
    await first.source.stop();
    expect(positions).toEqual([{ cursor: null }]);
    await journald.log('in.tftpd', requestOf(1));
    const second = create({ directory: journald.directory });
    second.source.resume(positions[0]);
    expect(filesOf(await Array.fromAsync(second.source.catchUp()))).toEqual(['file-1']);
  });

  it('begins at its end, or back at a time, with the programs that have readers', async () => {
    const journald = await start();
    await journald.log('in.tftpd', requestOf(1));
    await journald.log('cron', 'RRQ from 10.1.1.101 filename not-of-cron');
    const read = async (options: Partial<JournalOptions>): Promise<string[]> =>
      filesOf(await Array.fromAsync(create({ directory: journald.directory, ...options }).source.catchUp()));
    expect(await read({ from: 'end' })).toEqual([]);
    expect(await read({ from: 'beginning' })).toEqual(['file-1']);
    expect(await read({ since: Date.now() - 60_000 })).toEqual(['file-1']);
    expect(await read({ since: Date.now() + 60_000 })).toEqual([]);
  });
});

const entry = (n: number): string =>
  JSON.stringify({
    __CURSOR: `s=1;i=${n}`,
    __REALTIME_TIMESTAMP: `179522416125926${n}`,
    SYSLOG_IDENTIFIER: 'in.tftpd',
    _PID: '146',
    MESSAGE: requestOf(n),
  });

/** A program in the place of journalctl. */
function standIn(script: string): string {
  const path = join(newFolder(), 'journalctl');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('journalctl', () => {
  it('that is not there is told with what to do, and tried again', async () => {
    const { source, troubles } = create({ command: '/nowhere/journalctl' });
    await Array.fromAsync(source.catchUp());
    await followed(source);
    const trouble = await troubles.until((text) => text !== null);
    expect(trouble).toBe('/nowhere/journalctl not found: this machine has no journal; set its log files as sources');
    await expect.poll(() => source.status().counters['restarts']).toBeGreaterThan(1);
    expect(source.status().alive).toBe(false);
  });

  it('that dies is started again, from the entry that was read last', async () => {
    const script = `case "$*" in
      *i=2*) echo '${entry(2)}'; echo '${entry(3)}'; exec sleep 60;;
      *) echo '${entry(1)}'; echo '${entry(2)}'; printf '{"__CUR'; echo 'Failed to iterate through journal: Bad message' >&2; exit 1;;
    esac`;
    const { source, troubles } = create({ command: standIn(script), from: 'beginning' });
    const seen = await followed(source);
    expect((await seen.count(3)).map(({ sight }) => sight)).toMatchObject([1, 2, 3].map((n) => ({ file: `file-${n}` })));
    expect(troubles.all.find((text) => text !== null)).toMatch(/exited with code 1: Failed to iterate through journal: Bad message$/);
    expect(source.status()).toMatchObject({ alive: true, trouble: null, lines: 3, odd: 0, counters: { restarts: 1, gaps: 0 } });
  });

  it('that could not tell where the journal ends is asked again, and nothing old is read', async () => {
    const script = `dir=$(dirname "$0"); case "$*" in
      *--lines=1*) [ -e "$dir/tried" ] && echo '${entry(1)}' && exit 0; touch "$dir/tried"; exit 1;;
      *i=1*) echo '${entry(1)}'; echo '${entry(2)}'; exec sleep 60;;
      *) echo '${entry(0)}'; exec sleep 60;;
    esac`;
    const { source } = create({ command: standIn(script) });
    await Array.fromAsync(source.catchUp());
    const seen = await followed(source);
    expect((await seen.count(1)).map(({ sight }) => sight)).toMatchObject([{ file: 'file-2' }]);
  });

  it('that may not read the journal says so, and how it may', async () => {
    const hint = 'Hint: You are currently not seeing messages from other users and the system.';
    const { source, troubles } = create({ command: standIn(`echo '${hint}' >&2; exec sleep 60`), settledMs: 60_000 });
    await followed(source);
    expect(await troubles.until((text) => text !== null)).toMatch(/group systemd-journal$/);
  });
});

it('a stored position that is none is told, and read as at a first start', () => {
  const { source, troubles } = create();
  source.resume({ cursor: 5 });
  expect(troubles.all).toEqual(['the stored position of the journal is invalid; reading it as at a first start']);
});
