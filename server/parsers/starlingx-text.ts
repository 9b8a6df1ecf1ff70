// What an admin saw on the system controller, as text: the tables of `dcmanager`, the prompts in front of them, `df -Th` and others. Follows
// the strategy through them as the poller does through the API. A table has no time of its own: it is as late as the latest time so far.
import { TableReader, type Table } from './cli-table.ts';
import type { LogLine } from './parser.ts';
import { evidenceOf } from './sighting.ts';
import type { StrategyFacts, SubcloudFacts } from './starlingx-facts.ts';
import type { OtherFacts } from './starlingx-prerequisites.ts';
import { lastCommand, readClocks, readVolumes, type Command } from './starlingx-prompt.ts';
import type { SeenStep } from './starlingx-steps.ts';
import { StrategyFollower, type StrategyNews } from './starlingx-strategy.ts';
import { readTable, type StepRow } from './starlingx-tables.ts';

export interface TextNews extends StrategyNews {
  /** Epoch milliseconds. */
  atMs: number;
}

export class StarlingxText {
  private readonly tables = new TableReader();
  private readonly subclouds = new Map<string, SubcloudFacts>();
  private other: OtherFacts = {};
  private present: StrategyFollower | undefined;
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
        for (const one of read.subclouds) this.subclouds.set(one.name, merged(this.subclouds.get(one.name), one));
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
    const shown = { ...strategy, type: hasType ? strategy.type : (type ?? present?.type ?? strategy.type) };
    const isOld = (shown.createdAtMs ?? 0) <= (this.latestMs ?? 0);
    this.pass([shown.createdAtMs, shown.updatedAtMs]);
    if (present?.type === shown.type && (present.isOf(shown) || (verb !== 'create' && isOld))) present.see(shown);
    else this.present = new StrategyFollower(shown);
  }

  private takeSteps(rows: StepRow[]): StepRow[] {
    this.pass(rows.flatMap(({ step }) => [step.startedAtMs, step.finishedAtMs]));
    return rows;
  }

  private pass(times: readonly (number | null)[]): void {
    for (const atMs of times) if (atMs !== null) this.latestMs = Math.max(this.latestMs ?? atMs, atMs);
  }

  private news(rows: readonly StepRow[], { receivedAtMs }: LogLine): TextNews[] {
    const { present, latestMs: atMs } = this;
    if (!present || atMs === null) return [];
    const known = { ...this.other, subclouds: [...this.subclouds.values()], atMs, receivedAtMs, aheadMs: 0 };
    const news = present.take(rows.map(seenIn), known);
    return news.report || news.observations.length > 0 ? [{ atMs, ...news }] : [];
  }
}

function seenIn({ step, row: { line, cells } }: StepRow): SeenStep {
  return { step, evidence: { ...evidenceOf(line), text: `| ${cells.join(' | ')} |` } };
}

/** A list tells less of a subcloud than its own table: what it leaves out stays. */
function merged(before: SubcloudFacts | undefined, shown: SubcloudFacts): SubcloudFacts {
  if (!before) return shown;
  const told = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null));
  return { ...before, ...told, syncs: { ...before.syncs, ...shown.syncs } };
}
