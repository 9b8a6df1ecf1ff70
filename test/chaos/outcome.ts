// What became of a round, as lines of text that can be compared: from the service's store and checklist.log, and from an undisturbed replay.
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SavedRun } from '../../state-machines/track/saved.ts';
import type { StageRecord } from '../../state-machines/vocabulary.ts';
import { loadInventory } from '../../server/inventory/inventory-file.ts';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { readFinishedLog } from '../../server/inputs/following/finished-log.ts';
import { mergeByTime } from '../../server/inputs/following/merge-by-time.ts';
import { KeepingSink, logOptions } from '../state-machines/track/replay-logs.ts';
import { checklistFiles } from './checklist-files.ts';
import { markerHost } from './markers.ts';
import { copyFolder, inventoryPath, patientWorkflows, storePath, type Round } from './round-files.ts';
import { findLogs } from '../server/inputs/readers.ts';

export interface Outcome {
  /** id, status, start, end, and of each stage its status, time and count. */
  runs: string[];
  /** run, kind, stage, success, message, time. */
  transitions: string[];
  /** Lines of checklist.log. */
  checklist: string[];
}

const time = (ms: number | null): string => (ms === null ? '-' : new Date(ms).toISOString());

interface RunFacts {
  id: string;
  status: string;
  startedMs: number;
  endedMs: number | null;
  records: Readonly<Record<string, StageRecord>>;
}

function runText({ id, status, startedMs, endedMs, records }: RunFacts): string {
  const stages = Object.entries(records).map(([name, { status: state, atMs, count }]) => `${name} ${state} ${time(atMs)} x${count}`);
  return `${id} ${status} ${time(startedMs)} ${time(endedMs)} ${stages.toSorted().join(', ')}`;
}

interface TransitionFacts {
  run: string;
  kind: string;
  stage: string;
  success: boolean;
  message: string | null;
  observedMs: number;
}

function transitionText({ run, kind, stage, success, message, observedMs }: TransitionFacts): string {
  return `${run} ${kind} ${stage} ${success} ${time(observedMs)} ${message ?? '-'}`;
}

/**
 * After the service has let go of it. QoS 1 may bring a message twice, when its sender or broker was not told in time that it arrived. A heartbeat
 * or the installer's words said twice change nothing; the one report of a stage counts twice, and is the only thing that is put right here.
 */
export function readStored(round: Round): Outcome & { redelivered: number } {
  const stored = readTables(round);
  const transitions = stored.transitions.filter((text) => !isReportAgain(text));
  return {
    runs: stored.runs.map((text) => (text.startsWith(reporter) ? text.replace(/ x\d+$/, ' x1') : text)),
    transitions,
    checklist: checklistFiles(round).flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(0, -1)),
    redelivered: stored.transitions.length - transitions.length,
  };
}

const reporter = `${markerHost('mqtt')}@`;
const isReportAgain = (transition: string): boolean => transition.startsWith(reporter) && transition.split(' ')[1] === 'repeated';

function readTables(round: Round): Omit<Outcome, 'checklist'> {
  const database = new DatabaseSync(storePath(round), { readOnly: true });
  try {
    const runs = database.prepare('SELECT id, status, started_ms AS startedMs, ended_ms AS endedMs, state FROM runs').all() as unknown[];
    const transitions = database
      .prepare('SELECT run, kind, stage, success, message, observed_ms AS observedMs FROM transitions ORDER BY seq')
      .all() as unknown[];
    return {
      runs: (runs as (Omit<RunFacts, 'records'> & { state: string })[]).map((row) =>
        runText({ ...row, records: (JSON.parse(row.state) as SavedRun).context.records }),
      ),
      transitions: (transitions as (Omit<TransitionFacts, 'success'> & { success: number })[]).map((row) =>
        transitionText({ ...row, success: row.success === 1 }),
      ),
    };
  } finally {
    database.close();
  }
}

/** What the same lines are when nobody disturbs. */
export async function replayUndisturbed(round: Round): Promise<Outcome> {
  const workflows = patientWorkflows();
  const output = new KeepingSink();
  const inventory = loadInventory(inventoryPath(round), new Set(workflows.keys()));
  const monitor = new Monitor({ workflows, inventory, outputs: [output], log: createLog({ debug: false, quiet: true }) });
  const working = monitor.run();
  const logs = findLogs([copyFolder(round)], logOptions).map((files) => readFinishedLog(files));
  for await (const items of mergeByTime(logs)) await monitor.queue.pushAll(items);
  monitor.queue.close();
  await working;
  return {
    runs: [...monitor.registry.all()].flatMap(({ track }) =>
      track.runs.map(({ id, status, startedAtMs, snapshot }) => {
        const { records, endedAtMs } = snapshot.context;
        return runText({ id, status, startedMs: startedAtMs, endedMs: endedAtMs, records });
      }),
    ),
    transitions: output.kept.map(({ transition: { runId, observedAtMs, ...rest } }) =>
      transitionText({ ...rest, run: runId, observedMs: observedAtMs }),
    ),
    checklist: output.checklist,
  };
}
