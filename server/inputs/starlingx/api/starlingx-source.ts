// StarlingX's dcmanager as a source: polls the system controller of a distributed cloud for its strategy, steps and subclouds, and reports the
// changes since the last poll. It is read-only and sends one request at a time.
import * as z from 'zod';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import { isRunning } from '../states.ts';
import type { SeenStep } from '../steps.ts';
import { StrategyFollower, strategyMemorySchema, type Known } from '../strategy.ts';
import { SubcloudChanges, subcloudMemorySchema, type SeenSubcloud } from '../subclouds.ts';
import type { Dcmanager } from './dcmanager.ts';
import { Poller } from '../../network/poller.ts';
import type { Push, Source, SourceStatus } from '../../contract/source.ts';
import { isSilent, newReading, type Reading } from '../../../core/queue.ts';

export interface StarlingxOptions {
  name: string;
  /** Address of dcmanager, from the settings. */
  url: string;
  dcmanager: Dcmanager;
  everyMs: number;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  /** Closes its connections. */
  close?: () => void;
  /** Resolves after `ms`, or rejects when aborted. */
  wait?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** Subclouds and alarms are requested every this many polls, and whenever a strategy appears or disappears. */
const roundsPerSubclouds = 4;
/** Clock differences up to this are not corrected: they are explained by latency and the one-second resolution of the Date header. */
const clockToleranceMs = 5_000;
const examplesKept = 5;

const memorySchema = z.object({ strategy: strategyMemorySchema.nullable(), subclouds: subcloudMemorySchema });

export class StarlingxSource implements Source {
  readonly name: string;
  private readonly options: StarlingxOptions;
  private readonly poller: Poller;
  private strategy: StrategyFollower | null = null;
  private changes = new SubcloudChanges();
  private known: Pick<Known, 'subclouds' | 'alarms'> = { subclouds: [] };
  private roundsToSubclouds = 0;
  private aheadMs = 0;
  private deliver: (reading: Reading) => Promise<void> = async () => {};
  private readonly counts = { lines: 0, observations: 0, odd: 0 };
  private readonly oddRows = new Set<string>();
  private lastChangeAtMs: number | null = null;
  private followed = false;

  constructor(options: StarlingxOptions) {
    this.name = options.name;
    this.options = options;
    const { everyMs, nowMs, onTrouble, wait } = options;
    this.poller = new Poller({ poll: (signal) => this.poll(signal), everyMs, nowMs, onTrouble, wait });
  }

  status(): SourceStatus {
    const { strategy, poller, counts } = this;
    return {
      name: this.name,
      type: 'starlingx',
      from: this.options.url,
      alive: this.followed && !poller.isStopped,
      trouble: poller.trouble,
      ...counts,
      lastLineAtMs: this.lastChangeAtMs,
      position: strategy ? `strategy ${strategy.type}: ${strategy.state}` : poller.lastPollAtMs === null ? null : 'no strategy',
      lagBytes: null,
      oddExamples: [...this.oddRows].slice(-examplesKept),
      counters: { ...poller.counters, clockAheadSeconds: Math.round(this.aheadMs / 1000) },
    };
  }

  /** If the state comes from a later version or is damaged, it is ignored and everything is reported again. */
  resume(at: unknown): void {
    const memory = memorySchema.safeParse(at);
    if (!memory.success) return;
    this.strategy = memory.data.strategy ? StrategyFollower.from(memory.data.strategy) : null;
    this.changes = new SubcloudChanges(memory.data.subclouds);
  }

  /** Changes while the service was down; nothing if dcmanager cannot be reached now. */
  async *catchUp(): AsyncGenerator<Reading> {
    const news: Reading[] = [];
    this.deliver = async (reading) => void news.push(reading);
    await this.poller.pollOnce();
    yield* news;
  }

  async follow(push: Push): Promise<void> {
    this.deliver = push;
    this.followed = true;
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
    this.options.close?.();
  }

  /** Reports each result before the next request, because that may fail. */
  private async poll(signal: AbortSignal): Promise<void> {
    const { dcmanager, nowMs } = this.options;
    const { strategy: found, serverMs } = await dcmanager.strategy(signal);
    if (serverMs !== null) this.compareClocks(serverMs - nowMs());
    const isAnother = this.strategy !== null && !this.strategy.isOf(found);
    const isNew = found !== null && (this.strategy === null || isAnother);
    if (isAnother) await this.finish(signal);
    if (found) {
      this.strategy ??= new StrategyFollower(found);
      this.strategy.see(found);
      const { rows, odd } = await dcmanager.steps(signal);
      this.countOdd(odd);
      await this.tellStrategy(rows.map(({ value, text }) => ({ step: value, evidence: this.evidenceOf(text) })));
    }
    if (isNew || this.roundsToSubclouds-- <= 0) await this.lookAtSubclouds(signal);
  }

  private async lookAtSubclouds(signal: AbortSignal): Promise<SeenSubcloud[]> {
    const { dcmanager, nowMs } = this.options;
    const { rows, odd } = await dcmanager.subclouds(signal);
    this.countOdd(odd);
    const deployed = new Set(this.strategy?.steps.filter(isRunning).map(({ cloud }) => cloud));
    const seen = rows.map(({ value, text }) => ({ subcloud: value, evidence: this.evidenceOf(text) }));
    const own = seen.filter(({ subcloud }) => !deployed.has(subcloud.name));
    await this.tell(newReading(nowMs(), this.changes.take(own, nowMs())));
    this.known = { ...this.known, subclouds: rows.map(({ value }) => value) };
    if (this.strategy) {
      const alarms = await dcmanager.alarms(signal);
      this.known = { ...this.known, ...(alarms && { alarms }) };
      await this.tellStrategy([]);
    }
    this.roundsToSubclouds = roundsPerSubclouds - 1;
    return seen;
  }

  private async tellStrategy(steps: readonly SeenStep[]): Promise<void> {
    const { strategy, aheadMs } = this;
    if (!strategy) return;
    const atMs = this.options.nowMs();
    await this.tell(strategy.take(steps, { ...this.known, atMs, receivedAtMs: atMs, aheadMs }));
  }

  /** The strategy is gone. Only a finished strategy can be deleted; the outcome of its last subclouds is taken from their current state. */
  private async finish(signal: AbortSignal): Promise<void> {
    const { strategy, aheadMs } = this;
    if (!strategy) return;
    const seen = await this.lookAtSubclouds(signal);
    const atMs = this.options.nowMs();
    const news = strategy.finish(seen, { ...this.known, atMs, receivedAtMs: atMs, aheadMs });
    this.strategy = null;
    await this.tell(news);
  }

  /** Each reading carries the state to resume from. */
  private async tell(news: Reading): Promise<void> {
    if (isSilent(news)) return;
    this.counts.lines += news.observations.length;
    this.counts.observations += news.observations.length;
    this.lastChangeAtMs = news.atMs;
    const memory = { strategy: this.strategy?.memory ?? null, subclouds: this.changes.memory };
    await this.deliver({ ...news, position: { source: this.name, at: memory } });
  }

  /** Updated only if the difference changes; otherwise every report would have different times. */
  private compareClocks(aheadMs: number): void {
    if (Math.abs(aheadMs - this.aheadMs) <= clockToleranceMs) return;
    this.aheadMs = Math.abs(aheadMs) <= clockToleranceMs ? 0 : aheadMs;
  }

  private countOdd(rows: readonly string[]): void {
    for (const row of rows) {
      if (this.oddRows.has(row)) continue;
      this.oddRows.add(row);
      this.counts.lines++;
      this.counts.odd++;
    }
    // Every poll returns the same rows again; at most 1000 are remembered.
    for (const row of this.oddRows) if (this.oddRows.size > 1_000) this.oddRows.delete(row);
  }

  private evidenceOf(text: string): Observation['evidence'] {
    return { source: this.name, line: null, offset: null, text };
  }
}
