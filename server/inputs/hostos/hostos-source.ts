// IBM HostOS as a source: a manifest (what is planned) and the files collected from the nodes (what was done). chokidar reports changes; all files
// are also polled every 5 s as a fallback. It does not copy files from the nodes: another tool must collect them.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { FSWatcher } from 'chokidar';
import * as z from 'zod';
import type { DeploymentReport } from '../../../state-machines/deployment/deployment.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { newNode, nodeStateSchema, readNode, type NodeState } from './node.ts';
import { reportOf } from './report.ts';
import { createZoneClock, type ZoneClock } from '../clocks/zone-clock.ts';
import { datedByLines } from './facts.ts';
import { nodesIn, readNodeFolder, type Marks } from './folder.ts';
import { LineCounter } from '../contract/line-counter.ts';
import { pushReadings } from '../following/push-readings.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import { newReading, readingOf, type Reading } from '../../core/queue.ts';

const pollMs = 5_000;
/** chokidar suppresses events for about 50 ms after one. Polling again after this time catches changes in between. */
const soonMs = 75;

export interface HostosOptions {
  name: string;
  /** Path of the manifest. If omitted, nothing is planned. */
  manifest?: string | undefined;
  /** Folder with one subfolder per node. */
  nodes?: string | undefined;
  timeZone: string;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  counter?: LineCounter;
  /** The files no longer change, and their modification times are meaningless. */
  isFinished?: boolean;
}

interface Node {
  state: NodeState;
  marks: Marks;
}

const positionSchema = z.object({
  nodes: z.record(z.string(), z.object({ state: nodeStateSchema, marks: z.record(z.string(), z.union([z.string(), z.number()])) })),
});

export class HostosSource implements Source {
  readonly name: string;
  private readonly options: HostosOptions;
  private readonly zone: ZoneClock;
  private readonly counter: LineCounter;
  private nodes = new Map<string, Node>();
  private plan: Manifest | null = null;
  private trouble: string | null = null;
  private told: string | null = null;
  private reported = '';
  private watcher: FSWatcher | undefined;
  private wake: () => void = () => {};
  private following: Promise<void> | undefined;
  private stopped = false;

  constructor(options: HostosOptions) {
    this.name = options.name;
    this.options = options;
    this.counter = options.counter ?? new LineCounter();
    this.zone = createZoneClock(options.timeZone);
  }

  status(): SourceStatus {
    const { name, nodes, manifest } = this.options;
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    return {
      name,
      type: 'hostos',
      from: [manifest, nodes].filter((path) => path !== undefined).join(', '),
      alive: this.trouble === null && !this.stopped,
      trouble: this.trouble,
      lines,
      observations,
      odd,
      lastLineAtMs,
      position: nodes === undefined ? null : `${this.nodes.size} nodes`,
      lagBytes: null,
      oddExamples: [...oddExamples],
      counters: {},
    };
  }

  resume(at: unknown): void {
    const position = positionSchema.safeParse(at);
    if (position.success) this.nodes = new Map(Object.entries(position.data.nodes));
    else this.options.onTrouble(`cannot read the saved state of the nodes; reading their files from the beginning`);
  }

  async *catchUp(): AsyncGenerator<Reading> {
    yield* await this.look();
  }

  async follow(push: Push): Promise<void> {
    const paths = [this.options.manifest, this.options.nodes].filter((path) => path !== undefined);
    const { watch } = await import('chokidar');
    this.watcher = watch(paths, { ignoreInitial: true, depth: 4 });
    this.watcher.on('all', () => this.wake());
    this.watcher.on('error', () => this.wake());
    // Changes before that are found by the first poll.
    await once(this.watcher, 'ready');
    this.following = this.run(push);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.following;
    await this.watcher?.close();
  }

  private async run(push: Push): Promise<void> {
    while (!this.stopped) {
      const woken = new Promise<void>((resolve) => (this.wake = resolve));
      const found = await this.look();
      await pushReadings(oneAfterTheOther(found), push);
      await atMost(woken, found.length > 0 ? soonMs : pollMs);
    }
  }

  /** New readings, sorted by time. The last one carries the read position. */
  private async look(): Promise<Reading[]> {
    const troubles: string[] = [];
    await this.readPlan().catch((error: Error) => troubles.push(`${this.options.manifest}: ${explain(error)}`));
    const read = await this.readNodes().catch((error: Error) => {
      troubles.push(`${this.options.nodes}: ${explain(error)}`);
      return [];
    });
    this.tell(troubles.length === 0 ? null : troubles.join('; '));
    const found = read.toSorted((a, b) => a.atMs - b.atMs);
    const lastMs = found.at(-1)?.atMs ?? this.options.nowMs();
    const report = this.report(lastMs);
    if (report) found.push(newReading(lastMs, [], report));
    const last = found.at(-1);
    if (last) last.position = { source: this.name, at: { nodes: Object.fromEntries(this.nodes) } };
    return found;
  }

  private async readPlan(): Promise<void> {
    if (this.options.manifest === undefined) return;
    this.plan = readManifest(await readFile(this.options.manifest, 'utf8'));
  }

  private async readNodes(): Promise<Reading[]> {
    const { nodes: root } = this.options;
    if (root === undefined) return [];
    const found: Reading[] = [];
    for (const name of await nodesIn(root)) {
      const node = this.nodes.get(name) ?? { state: newNode(), marks: {} };
      const read = await readNodeFolder(root, name, node.marks);
      const files = this.options.isFinished ? datedByLines(read, this.zone) : read;
      const look = { plan: this.plan, zone: this.zone, source: this.name, receivedAtMs: this.options.nowMs() };
      const { observations, lines, odd } = readNode(node.state, files, look);
      this.nodes.set(name, node);
      this.counter.lines += lines;
      this.counter.observations += observations.length;
      for (const text of odd) this.counter.countOdd(text);
      for (const observation of observations) found.push(readingOf(observation));
    }
    this.counter.lastLineAtMs = found.at(-1)?.atMs ?? this.counter.lastLineAtMs;
    return found;
  }

  /** Null if nothing in it changed. */
  private report(atMs: number): DeploymentReport | null {
    if (!this.plan) return null;
    const report = reportOf(this.plan, new Map([...this.nodes].map(([name, { state }]) => [name, state])), atMs);
    const content = JSON.stringify({ ...report, reportedAt: '' });
    if (content === this.reported) return null;
    this.reported = content;
    return report;
  }

  private tell(trouble: string | null): void {
    this.trouble = trouble;
    if (trouble === this.told) return;
    this.told = trouble;
    this.options.onTrouble(trouble);
  }
}

function explain(error: Error & { code?: string }): string {
  if (error.code === 'ENOENT') return 'does not exist yet';
  if (error.code === 'EACCES') return 'permission denied; grant the service user read access';
  return error.message;
}

async function* oneAfterTheOther(items: readonly Reading[]): AsyncGenerator<Reading> {
  yield* items;
}

/** Resolves on `event`, or after `ms`. */
async function atMost(event: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([event, over]);
  clearTimeout(timer);
}
