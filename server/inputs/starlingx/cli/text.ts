// A terminal session on the system controller as text: `dcmanager` tables, the prompts before them, `df -Th` and others. Follows the strategy
// through them as the poller does through the API. A table has no time of its own, so it gets the latest time seen so far.
import { TableReader, type Table, type TableRow } from './cli-table.ts';
import { isSilent, newReading, type Reading } from '../../../core/queue.ts';
import type { Line } from '../../contract/parser.ts';
import { evidenceOf } from '../../contract/sighting.ts';
import type { StrategyFacts, SubcloudFacts } from '../facts.ts';
import type { OtherFacts } from '../prerequisites.ts';
import { lastCommand, readClocks, readVolumes, type Command } from './prompt.ts';
import { isRunning } from '../states.ts';
import type { SeenStep } from '../steps.ts';
import { SubcloudChanges } from '../subclouds.ts';
import { StrategyFollower } from '../strategy.ts';
import { readTable, type StepRow, type SubcloudRow } from './tables.ts';

export class StarlingxText {
  private readonly tables = new TableReader();
  private readonly subclouds = new Map<string, SubcloudFacts>();
  private readonly changes = new SubcloudChanges();
  private other: OtherFacts = {};
  private present: StrategyFollower | undefined;
  private command: Command = { type: null, verb: '' };
  private latestMs: number | null = null;
  private odd = 0;

  /** The latest time so far, epoch milliseconds; null before the first one. */
  get atMs(): number | null {
    return this.latestMs;
  }

  /** Number of dcmanager tables that could not be parsed so far. */
  get oddTables(): number {
    return this.odd + this.tables.oddTables;
  }

  /** Returns the readings that this line completes. */
  feed(line: Line): Reading[] {
    return this.tables
      .feed(line)
      .flatMap((piece) => (piece.kind === 'text' ? this.readText(piece.text, line) : this.readTable(piece.table, line)));
  }

  private readText(text: string, line: Line): Reading[] {
    this.command = lastCommand(text) ?? this.command;
    this.pass(readClocks(text));
    const volumes = readVolumes(text);
    if (volumes.length === 0) return [];
    this.other = { ...this.other, volumes: [...(this.other.volumes ?? []), ...volumes] };
    return this.strategyNews([], line);
  }

  private readTable(table: Table, line: Line): Reading[] {
    const read = readTable(table);
    switch (read.kind) {
      case 'strategy':
        this.takeStrategy(read.strategy, read.hasType);
        return this.strategyNews([], line);
      case 'steps':
        this.pass(read.steps.flatMap(({ step }) => [step.startedAtMs, step.finishedAtMs]));
        return this.strategyNews(read.steps, line);
      case 'subclouds':
        return [...this.takeSubclouds(read.subclouds), ...this.strategyNews([], line)];
      case 'facts':
        this.other = { ...this.other, ...read.facts };
        return this.strategyNews([], line);
      case 'unparsed':
        this.odd++;
        return [];
      case 'none':
        return [];
    }
  }

  /** Subclouds with a running step get their status from the strategy. */
  private takeSubclouds(rows: readonly SubcloudRow[]): Reading[] {
    for (const { subcloud } of rows) this.subclouds.set(subcloud.name, merged(this.subclouds.get(subcloud.name), subcloud));
    this.pass(rows.map(({ updatedAtMs }) => updatedAtMs));
    const atMs = this.latestMs;
    if (atMs === null) return [];
    const deployed = new Set(this.present?.steps.filter(isRunning).map(({ cloud }) => cloud));
    const own = rows.filter(({ subcloud }) => !deployed.has(subcloud.name));
    const observations = this.changes.take(
      own.map(({ subcloud, row }) => ({ subcloud, evidence: evidenceIn(row) })),
      atMs,
    );
    return observations.length > 0 ? [newReading(atMs, observations)] : [];
  }

  /** There is one strategy at a time: if it was created before the latest time so far, it is the current one, whatever else its table shows. */
  private takeStrategy(strategy: StrategyFacts, hasType: boolean): void {
    const { type, verb } = this.command;
    const { present } = this;
    const shown = { ...strategy, type: hasType ? strategy.type : (type ?? present?.type ?? strategy.type) };
    const isOld = (shown.createdAtMs ?? 0) <= (this.latestMs ?? 0);
    this.pass([shown.createdAtMs, shown.updatedAtMs]);
    if (present?.type === shown.type && (present.isOf(shown) || (verb !== 'create' && isOld))) present.see(shown);
    else this.present = new StrategyFollower(shown);
  }

  private pass(times: readonly (number | null)[]): void {
    for (const atMs of times) if (atMs !== null) this.latestMs = Math.max(this.latestMs ?? atMs, atMs);
  }

  private strategyNews(rows: readonly StepRow[], { receivedAtMs }: Line): Reading[] {
    const { present, latestMs: atMs } = this;
    if (!present || atMs === null) return [];
    const known = { ...this.other, subclouds: [...this.subclouds.values()], atMs, receivedAtMs, aheadMs: 0 };
    const news = present.take(
      rows.map(({ step, row }) => ({ step, evidence: evidenceIn(row) })),
      known,
    );
    return isSilent(news) ? [] : [news];
  }
}

function evidenceIn({ line, cells }: TableRow): SeenStep['evidence'] {
  return { ...evidenceOf(line), text: `| ${cells.join(' | ')} |` };
}

/** A list has fewer fields than a subcloud's own table; missing fields keep their values. */
function merged(before: SubcloudFacts | undefined, shown: SubcloudFacts): SubcloudFacts {
  if (!before) return shown;
  const told = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null));
  return { ...before, ...told, syncs: { ...before.syncs, ...shown.syncs } };
}
