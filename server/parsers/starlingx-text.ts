// What an admin saw on the system controller, as text: the tables of `dcmanager`, the prompts in front of them, `df -Th` and others. Follows
// the strategy through them as the poller does through the API. A table has no time of its own: it is as late as the latest time so far.
import type { DeploymentReport } from '../../state-machines/deployment.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import { TableReader, type Table } from './cli-table.ts';
import type { LogLine } from './parser.ts';
import { evidenceOf } from './sighting.ts';
import { batchesOf } from './starlingx-batches.ts';
import type { StrategyFacts, SubcloudFacts } from './starlingx-facts.ts';
import { prerequisitesOf, type OtherFacts } from './starlingx-prerequisites.ts';
import { lastCommand, readClocks, readVolumes, type Command } from './starlingx-prompt.ts';
import { deploymentIdOf, reportOf } from './starlingx-report.ts';
import { StepChanges, type SeenStep } from './starlingx-steps.ts';
import { readTable, type StepRow } from './starlingx-tables.ts';

export interface TextNews {
  /** Epoch milliseconds. */
  atMs: number;
  observations: Observation[];
  report: DeploymentReport;
}

/** The strategy that the text is about at present. */
interface Present {
  strategy: StrategyFacts;
  batches: ReadonlyMap<string, string>;
  changes: StepChanges;
  /** The last report, to tell whether something has changed. */
  reported: string;
}

export class StarlingxText {
  private readonly tables = new TableReader();
  private readonly subclouds = new Map<string, SubcloudFacts>();
  private other: OtherFacts = {};
  private present: Present | undefined;
  private command: Command = { type: null, verb: '' };
  private latestMs: number | null = null;
  private odd = 0;

  /** The latest time so far, epoch milliseconds; null before the first one. */
  get atMs(): number | null {
    return this.latestMs;
  }

  /** Tables of ours that could not be read, so far. */
  get oddTables(): number {
    return this.odd + this.tables.oddTables;
  }

  /** What this line completes says anew. */
  feed(line: LogLine): TextNews[] {
    return this.tables.feed(line).flatMap((piece) => {
      const changed = piece.kind === 'text' ? this.readText(piece.text) : this.readTable(piece.table);
      return changed ? this.news(changed, line) : [];
    });
  }

  private readText(text: string): StepRow[] | undefined {
    this.command = lastCommand(text) ?? this.command;
    this.pass(readClocks(text));
    const volumes = readVolumes(text);
    if (volumes.length === 0) return undefined;
    this.other = { ...this.other, volumes: [...(this.other.volumes ?? []), ...volumes] };
    return [];
  }

  /** The steps that it shows, none where it is about something else; undefined when it says nothing. */
  private readTable(table: Table): StepRow[] | undefined {
    const read = readTable(table);
    switch (read.kind) {
      case 'strategy':
        this.takeStrategy(read.strategy, read.hasType);
        return [];
      case 'steps':
        return this.takeSteps(read.steps);
      case 'subclouds':
        for (const one of read.subclouds) this.subclouds.set(one.name, { ...this.subclouds.get(one.name), ...told(one) });
        return [];
      case 'facts':
        this.other = { ...this.other, ...read.facts };
        return [];
      case 'odd':
        this.odd++;
        return undefined;
      case 'none':
        return undefined;
    }
  }

  /** There is one at a time: what was created before the latest time so far is the one that is there, whatever else its table says. */
  private takeStrategy(strategy: StrategyFacts, hasType: boolean): void {
    const { type, verb } = this.command;
    const { present } = this;
    const shown = { ...strategy, type: hasType ? strategy.type : (type ?? present?.strategy.type ?? strategy.type) };
    const isSame =
      present !== undefined &&
      present.strategy.type === shown.type &&
      (shown.createdAtMs === present.strategy.createdAtMs || (verb !== 'create' && (shown.createdAtMs ?? 0) <= (this.latestMs ?? 0)));
    this.pass([shown.createdAtMs, shown.updatedAtMs]);
    if (isSame)
      present.strategy = {
        ...shown,
        createdAtMs: present.strategy.createdAtMs,
        arguments: { ...present.strategy.arguments, ...shown.arguments },
      };
    else this.present = { strategy: shown, batches: new Map(), changes: new StepChanges(), reported: '' };
  }

  private takeSteps(rows: StepRow[]): StepRow[] | undefined {
    this.pass(rows.flatMap(({ step }) => [step.startedAtMs, step.finishedAtMs]));
    const { present } = this;
    if (!present) return undefined;
    present.batches = new Map([...batchesOf(rows.map(({ step }) => step)), ...present.batches]);
    return rows;
  }

  private pass(times: readonly (number | null)[]): void {
    for (const atMs of times) if (atMs !== null) this.latestMs = Math.max(this.latestMs ?? atMs, atMs);
  }

  private news(rows: readonly StepRow[], line: LogLine): TextNews[] {
    const { present, latestMs: atMs } = this;
    if (!present || atMs === null) return [];
    const { strategy, batches, changes } = present;
    const deployment = deploymentIdOf(strategy);
    const look = { deployment, type: strategy.type, atMs, receivedAtMs: line.receivedAtMs, aheadMs: 0 };
    const observations = changes.take(rows.map(seenIn), look);
    const { steps } = changes;
    const prerequisites = prerequisitesOf({ ...this.other, subclouds: [...this.subclouds.values()], strategy, steps });
    const report = reportOf({ strategy, steps, batches, prerequisites, atMs, aheadMs: 0 });
    const reported = JSON.stringify({ ...report, reportedAt: '' });
    if (reported === present.reported && observations.length === 0) return [];
    present.reported = reported;
    return [{ atMs, observations, report }];
  }
}

function seenIn({ step, row: { line, cells } }: StepRow): SeenStep {
  return { step, evidence: { ...evidenceOf(line), text: `| ${cells.join(' | ')} |` } };
}

/** A list tells less of a subcloud than its own table: what it leaves out stays. */
function told(subcloud: SubcloudFacts): SubcloudFacts {
  const isTold = ([name, value]: [string, unknown]): boolean =>
    value !== null && !(name === 'syncs' && Object.keys(subcloud.syncs).length === 0);
  return Object.fromEntries(Object.entries(subcloud).filter(isTold)) as SubcloudFacts;
}
