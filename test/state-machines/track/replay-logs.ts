// Finished logs through the code path of `checklist replay`, with an output that keeps what it gets.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Transition } from '../../../state-machines/vocabulary.ts';
import type { BackendView } from '../../../state-machines/view/view.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { loadInventory } from '../../../server/inventory/inventory-file.ts';
import { createLog } from '../../../server/service/log.ts';
import { Monitor } from '../../../server/core/monitor.ts';
import { isSilent } from '../../../server/core/queue.ts';
import { isUnparsed, type Parser, type Unseen } from '../../../server/inputs/contract/parser.ts';
import type { DeclaredBackend } from '../../../server/core/registry.ts';
import { checklistLine } from '../../../server/outputs/contract/change-line.ts';
import type { Change } from '../../../server/core/change.ts';
import type { Output } from '../../../server/outputs/contract/output.ts';
import { findHostos, readFinishedHostos, type HostosFiles } from '../../../server/inputs/hostos/finished-hostos.ts';
import { readFinishedLog } from '../../../server/inputs/following/finished-log.ts';
import { LineCounter } from '../../../server/inputs/contract/line-counter.ts';
import { mergeByTime, type DatedLog } from '../../../server/inputs/following/merge-by-time.ts';
import { findLogs } from '../../server/inputs/readers.ts';
import type { LogFiles } from '../../../server/inputs/following/find-logs.ts';

const samples = join(import.meta.dirname, '../../../sample-logs');
export const storyFolder = (story: string) => join(samples, story);
/** The names of the recorded stories. */
export const stories = readdirSync(samples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();
export const inventoryOf = (story: string) => loadInventory(join(samples, story, 'inventory.yaml'), new Set(builtInWorkflows.keys()));

/** Keeps each transition with the line that checklist.log would get, as the backend stood then. */
export class KeepingSink implements Output {
  readonly name = 'keeping';
  readonly kept: { backend: string; transition: Transition; line: string }[] = [];

  take(change: Change): void {
    if (change.type !== 'transition') return;
    const { backend, transition } = change;
    this.kept.push({ backend: backend.id, transition, line: checklistLine(backend, transition) });
  }

  /** What checklist.log holds. */
  get checklist(): string[] {
    return this.kept.filter(({ transition: { kind } }) => kind !== 'repeated' && kind !== 'dissolved').map(({ line }) => line);
  }

  async close(): Promise<void> {}
}

export function createMonitor(inventory: readonly DeclaredBackend[] | undefined) {
  const output = new KeepingSink();
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory, outputs: [output], log: createLog({ debug: false, quiet: true }) });
  return { monitor, output };
}

export interface Replayed {
  monitor: Monitor;
  output: KeepingSink;
  counter: LineCounter;
  /** Of lines. */
  kinds: Record<'observation' | Unseen, number>;
  /** A line may hold several. */
  observations: number;
  /** All runs of each backend. */
  views: BackendView[];
}

export const logOptions = { timeZone: 'UTC', year: 2026, nowMs: () => 0 };

/** Replays the logs of a folder. */
export async function replayFolder(folder: string, inventory: readonly DeclaredBackend[] | undefined): Promise<Replayed> {
  const { hostos, rest } = findHostos([folder]);
  return replayLogs(rest.length === 0 ? [] : findLogs(rest, logOptions), inventory, hostos);
}

export async function replayLogs(
  logs: readonly LogFiles[],
  inventory: readonly DeclaredBackend[] | undefined,
  hostos: HostosFiles | null = null,
): Promise<Replayed> {
  const { monitor, output } = createMonitor(inventory);
  const counter = new LineCounter();
  const kinds = { observation: 0, irrelevant: 0, unparsed: 0 };
  let observations = 0;
  const working = monitor.run();
  const read: DatedLog[] = logs.map((files) => readFinishedLog({ ...files, parser: counting(files.parser, kinds), counter }));
  if (hostos) read.push(readFinishedHostos(hostos, { timeZone: logOptions.timeZone, counter: new LineCounter() }));
  for await (const items of mergeByTime(read)) {
    for (const item of items) if (item.kind === 'reading') observations += item.observations.length;
    await monitor.queue.pushAll(items);
  }
  monitor.queue.close();
  await working;
  const views = [...monitor.registry.all()].map((backend) => monitor.view(backend, Infinity));
  return { monitor, output, counter, kinds, observations, views };
}

function counting(parser: Parser, kinds: Replayed['kinds']): Parser {
  return {
    parse(line) {
      const read = parser.parse(line);
      if (isUnparsed(read)) kinds.unparsed++;
      else kinds[typeof read === 'object' && !isSilent(read) ? 'observation' : 'irrelevant']++;
      return read;
    },
  };
}
