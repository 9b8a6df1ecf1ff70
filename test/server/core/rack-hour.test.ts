// Two hundred machines in an hour, thirteen addresses between them: each line has its right owner, in whatever order the logs are read.
import { describe, expect, it } from 'vitest';
import { createMqttJsonlParser } from '../../../server/inputs/health/health.ts';
import type { Parser } from '../../../server/inputs/contract/parser.ts';
import type { Run } from '../../../state-machines/run/run.ts';
import type { DeclaredBackend } from '../../../server/core/registry.ts';
import { createMonitor, logOptions } from '../../state-machines/track/replay-logs.ts';
import { givenSeed } from '../../fuzzing.ts';
import { rackHour, readBehind, type LogName, type OwnedLine, type RackMachine } from './rack-hour.ts';
import { readingOf } from '../../../server/core/queue.ts';
import { createParser } from '../inputs/readers.ts';
import { observationsOf } from '../inputs/real-lines.ts';

const { machines, lines } = rackHour({ seed: givenSeed ?? 7, machines: 200, addresses: 13 });

/** Of an inventory that nobody keeps: addresses of its first machines are long given to others. */
function inventoryOf(some: readonly RackMachine[]): DeclaredBackend[] {
  return some.map(({ mac }, n) => ({
    host: `rack-${n}`,
    interfaces: [{ mac, ...(n < 13 && { ip: `10.1.2.${n + 1}` }) }],
    workflow: 'stacki-sles-12',
    files: {},
  }));
}

/** Stages that the logs show of every install, and that this run does not have. */
function unseenOf({ workflow, snapshot }: Run): string[] {
  const shown = workflow.stages.filter(({ seen, optional }) => seen.length > 0 && !optional);
  return shown.flatMap(({ name }) => (snapshot.context.records[name]?.status === 'done' ? [] : [name]));
}

/** Reads the lines in this order; what each was taken for, and every line that a run holds as evidence, as `MAC: line`. */
function watch(read: readonly OwnedLine[], inventory: readonly DeclaredBackend[] | undefined) {
  const { monitor } = createMonitor(inventory);
  const parsers: Record<LogName, Parser> = {
    messages: createParser('syslog', logOptions),
    access_log: createParser('access-log', logOptions),
    mqtt: createMqttJsonlParser(),
  };
  const wrong: string[] = [];
  for (const [i, { log, text, owner, atMs }] of read.entries()) {
    const parsed = parsers[log].parse({ text, source: log, number: i, offset: null, receivedAtMs: atMs });
    const [observation] = observationsOf(parsed);
    if (!observation) continue;
    monitor.dispatcher.dispatch(readingOf(observation));
    const taken = monitor.registry.find(observation.who, observation.observedAtMs)?.mac ?? null;
    const isFollowed = inventory === undefined || inventory.some(({ interfaces }) => interfaces[0]?.mac === owner);
    if (taken !== (isFollowed ? owner : null)) wrong.push(`${taken}, not ${owner}: ${text}`);
  }
  const backends = [...monitor.registry.all()];
  const misplaced = backends.flatMap(({ mac, track }) =>
    track.runs
      .flatMap(({ snapshot }) => Object.values(snapshot.context.records).flatMap(({ evidence }) => evidence))
      .flatMap(({ line }) => (read[line ?? -1]?.owner === mac ? [] : [`${mac}: ${read[line ?? -1]?.text}`])),
  );
  const installs = backends.map(({ mac, track }) => ({
    mac: mac ?? '',
    installs: track.runs.filter(({ snapshot, provisional }) => snapshot.value === 'installed' && !provisional).length,
    unseen: track.runs.flatMap((run) => (run.provisional ? [] : unseenOf(run))),
  }));
  return { wrong, misplaced, installs, counters: monitor.dispatcher.counters };
}

const orders = [
  ['in step', lines],
  ['with logs up to ten seconds behind each other', readBehind(lines, 10_000, 1)],
  ['with logs up to ten seconds behind each other, otherwise', readBehind(lines, 10_000, 2)],
] as const;
const inventories = [
  ['without an inventory', undefined, machines],
  ['with an inventory whose addresses are old', inventoryOf(machines), machines],
  ['with an inventory of half of them', inventoryOf(machines.slice(0, 100)), machines.slice(0, 100)],
] as const;

it('is what it says: machines in an hour, more than there are addresses, some of them twice', () => {
  expect(machines).toHaveLength(200);
  expect(new Set(lines.flatMap(({ text }) => /DHCPACK on (\S+)/.exec(text)?.[1] ?? [])).size).toBe(13);
  const minutes = ((lines.at(-1)?.atMs ?? 0) - (lines[0]?.atMs ?? 0)) / 60_000;
  expect(minutes > 55 && minutes < 65).toBe(true);
});

describe.each(inventories)('%s', (_, inventory, followed) => {
  it.each(orders)('%s, each line has its right owner, and each install is one run', (_order, read) => {
    const { wrong, misplaced, installs, counters } = watch(read, inventory);
    expect({ wrong, misplaced, errors: counters.errors }).toEqual({ wrong: [], misplaced: [], errors: 0 });
    const known = new Map(installs.map((one) => [one.mac, one]));
    expect(followed.map(({ mac }) => ({ mac, installs: known.get(mac)?.installs, unseen: known.get(mac)?.unseen }))).toEqual(
      followed.map(({ mac, installs: count }) => ({ mac, installs: count, unseen: [] })),
    );
  });
});
