// A Kadeploy 3 server as a source: polls its REST API for running deployments and the state of their nodes. It is read-only. The user's client
// deletes a deployment as soon as it is over; a deployment that disappears between two polls is finished from the statistics.
import * as z from 'zod';
import type { Automata } from './events.ts';
import { ApiClient, type ApiServer } from '../network/api-client.ts';
import { ApiError } from '../network/api-error.ts';
import { KadeployApi, widOf, type ApiDeployment, type KadeployLogin } from './api.ts';
import { KadeployDeployment, savedNodesSchema } from './deployment.ts';
import { finishFromNodes, finishFromStatistics } from './finish.ts';
import { Poller } from '../network/poller.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import { isSilent, newReading, type Reading } from '../../core/queue.ts';

/** Configured limits and retries change only when the server restarts. */
const infoEveryMs = 600_000;
/** A larger clock difference is reported as trouble. */
const clockToleranceMs = 5_000;

export interface KadeployOptions {
  name: string;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  server: ApiServer;
  login: KadeployLogin;
  everyMs: number;
  longestMs?: number | undefined;
  wait?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** What was reported of each unfinished deployment. */
const positionSchema = z.object({ open: z.record(z.string(), z.array(savedNodesSchema)) });

export class KadeploySource implements Source {
  readonly name: string;
  private readonly options: KadeployOptions;
  private readonly api: KadeployApi;
  private readonly poller: Poller;
  private readonly open = new Map<string, KadeployDeployment>();
  /** Finished deployments that the server still lists. */
  private done = new Set<string>();
  private automata: ReadonlyMap<string, Automata> = new Map();
  private infoAtMs = -Infinity;
  private aheadMs = 0;
  private hidden = '';
  private told = '';
  private push: Push | undefined;
  private readonly counters = { looks: 0, observations: 0, deployments: 0, finishedFromStatistics: 0, lost: 0 };

  constructor(options: KadeployOptions) {
    this.name = options.name;
    this.options = options;
    this.api = new KadeployApi(new ApiClient(options.server), options.login);
    const { everyMs, longestMs, nowMs, onTrouble, wait } = options;
    this.poller = new Poller({ poll: (signal) => this.look(signal), everyMs, longestMs, nowMs, onTrouble, wait });
  }

  status(): SourceStatus {
    const { looks, observations, ...counters } = this.counters;
    const trouble = this.poller.trouble ?? this.warning();
    return {
      name: this.name,
      type: 'kadeploy',
      from: this.options.server.url,
      alive: this.poller.trouble === null && !this.poller.isStopped,
      trouble,
      lines: looks,
      observations,
      odd: 0,
      lastLineAtMs: this.poller.lastPollAtMs,
      position: null,
      lagBytes: null,
      oddExamples: [],
      counters: { ...counters, ...this.poller.counters, open: this.open.size, clockAheadSeconds: Math.round(this.aheadMs / 1000) },
    };
  }

  resume(at: unknown): void {
    const position = positionSchema.safeParse(at);
    for (const [wid, saved] of Object.entries(position.data?.open ?? {})) this.add(wid).restore(saved);
    this.told = position.success ? JSON.stringify(position.data) : '';
  }

  async *catchUp(): AsyncGenerator<Reading> {
    // The first poll reports the current state.
  }

  async follow(push: Push): Promise<void> {
    this.push = push;
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
    this.api.close();
  }

  private async look(signal: AbortSignal): Promise<void> {
    this.counters.looks++;
    const { value: listed, serverMs } = await this.api.deployments(signal);
    // The Date header has a resolution of one second.
    if (serverMs !== null) this.aheadMs = withoutNoise(serverMs - this.options.nowMs());
    await this.learnLimits(signal);
    const wids = new Set(listed.map(widOf));
    this.hidden = '';
    const gone = [...this.open.values()].filter(({ wid }) => !wids.has(wid));
    const followed = listed.map((deployment) => () => this.followOne(deployment, signal));
    const failure = await oneByOne([...followed, ...gone.map((deployment) => () => this.finish(deployment, signal))]);
    this.done = this.done.intersection(wids);
    await this.tellPosition();
    if (failure) throw failure;
  }

  private async followOne(deployment: ApiDeployment, signal: AbortSignal): Promise<void> {
    const wid = widOf(deployment);
    if (wid === '' || this.done.has(wid)) return;
    const isNew = !this.open.has(wid);
    const known = this.open.get(wid) ?? this.add(wid);
    // It ended before the first poll: the statistics are more detailed than its last state.
    if (isNew && deployment.done && (await this.finishFromStatistics(known, signal))) return this.close(known, wid);
    const rest = await this.detailsOf(deployment, signal);
    if (rest === 'gone') return this.finish(known, signal);
    const { nowMs } = this.options;
    await this.give(known.take({ deployment, ...rest, automata: this.automata, nowMs: nowMs(), aheadMs: this.aheadMs }));
    if (deployment.done) this.close(known, wid);
  }

  private async detailsOf(deployment: ApiDeployment, signal: AbortSignal) {
    const wid = widOf(deployment);
    try {
      const states = await this.api.states(wid, signal);
      if (deployment.error) return { states, error: await this.api.error(wid, signal) };
      return { states, status: await this.api.status(wid, signal) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.kind === 'missing') return 'gone';
      if (error.kind !== 'refused') throw error;
      this.hidden = `cannot read ${wid}, which belongs to another user; set user to one of almighty_env_users`;
      return {};
    }
  }

  /** Limits are optional; only connection errors are passed on. */
  private async learnLimits(signal: AbortSignal): Promise<void> {
    if (this.options.nowMs() - this.infoAtMs < infoEveryMs) return;
    try {
      this.automata = await this.api.automata(signal);
      this.infoAtMs = this.options.nowMs();
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind === 'unreachable' || error.kind === 'slow') throw error;
      this.infoAtMs = this.options.nowMs();
    }
  }

  /** The server no longer knows the deployment. */
  private async finish(deployment: KadeployDeployment, signal: AbortSignal): Promise<void> {
    if (!(await this.finishFromStatistics(deployment, signal))) {
      const { reading, isLost } = await finishFromNodes(deployment, { api: this.api, signal, nowMs: this.options.nowMs() });
      if (isLost) this.counters.lost++;
      await this.give(reading);
    }
    this.close(deployment, undefined);
  }

  private async finishFromStatistics(deployment: KadeployDeployment, signal: AbortSignal): Promise<boolean> {
    const reading = await finishFromStatistics(deployment, { api: this.api, signal, aheadMs: this.aheadMs });
    if (!reading) return false;
    this.counters.finishedFromStatistics++;
    await this.give(reading);
    return true;
  }

  private add(wid: string): KadeployDeployment {
    const deployment = new KadeployDeployment(wid, { source: this.name, nowMs: this.options.nowMs });
    this.open.set(wid, deployment);
    this.counters.deployments++;
    return deployment;
  }

  /** `listed`: its id if the server still lists it. */
  private close({ wid }: KadeployDeployment, listed: string | undefined): void {
    this.open.delete(wid);
    if (listed !== undefined) this.done.add(listed);
  }

  private async give(reading: Reading): Promise<void> {
    if (!this.push) return;
    if (!isSilent(reading)) await this.push(reading);
    this.counters.observations += reading.observations.length;
  }

  private async tellPosition(): Promise<void> {
    const open = Object.fromEntries([...this.open].map(([wid, deployment]) => [wid, deployment.save()]));
    const told = JSON.stringify({ open });
    if (told === this.told) return;
    this.told = told;
    const position = { source: this.name, at: { open } };
    await this.push?.({ ...newReading(this.options.nowMs()), position });
  }

  private warning(): string | null {
    if (this.hidden !== '') return this.hidden;
    if (Math.abs(this.aheadMs) <= clockToleranceMs) return null;
    const seconds = Math.round(Math.abs(this.aheadMs) / 1000);
    return `the server's clock is ${seconds} s ${this.aheadMs > 0 ? 'ahead of' : 'behind'} ours; its times are corrected, but both hosts should use NTP`;
  }
}

/** An error of one deployment does not hold up the others. If the server cannot be reached, the poll ends at once. */
async function oneByOne(tasks: readonly (() => Promise<void>)[]): Promise<ApiError | undefined> {
  let failure: ApiError | undefined;
  for (const task of tasks) {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof ApiError) || !ofOneDeployment.has(error.kind)) throw error;
      failure ??= error;
    }
  }
  return failure;
}

const ofOneDeployment: ReadonlySet<string> = new Set(['failing', 'rejected', 'garbled', 'too-large']);

/** Ignores differences explained by network latency and the one-second resolution of the Date header. */
function withoutNoise(ms: number): number {
  return Math.abs(ms) < 2_000 ? 0 : ms;
}
