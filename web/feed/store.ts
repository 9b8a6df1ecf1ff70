// What the page knows: the backends as the feed last told them, what happened lately, and how the connection is. No React, no socket, no
// DOM. Frames come in one by one; listeners hear of them once per animation frame.
import type { SummaryFrame } from '../../state-machines/view/feed.ts';
import type { DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import type { BackendSummary, WorkflowSummary } from '../../state-machines/view/summary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';
import { KeptEvents, noEvents, type EventsState } from './kept-events.ts';
import type { ServerClock } from './server-clock.ts';

export type Connection = 'connecting' | 'live' | 'lost';

export interface FeedState extends EventsState {
  connection: Connection;
  /** Server's clock at the last frame, epoch milliseconds; null before the first. */
  lastFrameMs: number | null;
  /** Whether a whole snapshot has come. */
  loaded: boolean;
  /** Of a snapshot that is under way: how many backends are there, of how many. Null while none is. */
  loading: { got: number; total: number } | null;
  backends: ReadonlyMap<string, BackendSummary>;
  workflows: ReadonlyMap<string, WorkflowSummary>;
  /** Oldest first. */
  deployments: ReadonlyMap<string, DeploymentSummary>;
  /** By part of the install: when any backend last came to a stage of it. */
  reached: Readonly<Partial<Record<StageGroup, string>>>;
  /** Frames since the last snapshot that could not be read. */
  damagedFrames: number;
  /** Version of the first snapshot: the one that this page belongs to. */
  version: string | null;
  otherVersion: string | null;
  /** When the service was started, where that is after the page was opened. */
  restartedAt: string | null;
  serverError: string | null;
}

export interface FeedPosition {
  seq: number;
  boot: string;
}

type Snapshot = Extract<SummaryFrame, { type: 'snapshot' }>;

const nothingYet: FeedState = {
  connection: 'connecting',
  lastFrameMs: null,
  loaded: false,
  loading: null,
  backends: new Map(),
  workflows: new Map(),
  deployments: new Map(),
  ...noEvents,
  reached: {},
  damagedFrames: 0,
  version: null,
  otherVersion: null,
  restartedAt: null,
  serverError: null,
};

export class FeedStore {
  /** What was seen last, to resume from; null before the first whole snapshot. */
  position: FeedPosition | null = null;
  private state = nothingYet;
  private backends = new Map<string, BackendSummary>();
  private backendsChanged = false;
  private readonly events = new KeptEvents();
  private coming: { frame: Snapshot; backends: Map<string, BackendSummary> } | null = null;
  private startedAt: string | null = null;
  private planned = false;
  private readonly listeners = new Set<() => void>();
  private readonly clock: ServerClock;
  private readonly schedule: (work: () => void) => void;

  constructor(clock: ServerClock, schedule: (work: () => void) => void) {
    this.clock = clock;
    this.schedule = schedule;
  }

  getState = (): FeedState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  apply(frame: SummaryFrame): void {
    switch (frame.type) {
      case 'snapshot':
        this.clock.learn(frame.serverTime);
        this.coming = { frame, backends: new Map() };
        this.learnStart(frame.startedAt);
        this.gather(frame.backends);
        break;
      case 'more':
        this.gather(frame.backends);
        break;
      case 'changes':
        this.applyChanges(frame);
        break;
      case 'deployments':
        this.learnDeployments(frame.deployments);
        break;
      case 'time':
        this.clock.learn(frame.serverTime);
        this.learnStart(frame.startedAt);
        this.state = { ...this.state, reached: frame.reached };
        break;
      case 'error':
        this.state = { ...this.state, serverError: frame.message };
    }
    this.state = { ...this.state, lastFrameMs: this.clock.now() };
    if (this.state.loaded && !this.coming && this.state.connection !== 'live') this.setConnection('live');
    else this.plan();
  }

  countDamaged(): void {
    this.state = { ...this.state, damagedFrames: this.state.damagedFrames + 1 };
    this.plan();
  }

  lose(): void {
    this.coming = null;
    this.state = { ...this.state, loading: null };
    this.setConnection('lost');
  }

  /** The person has seen that the service was started again. */
  forgetRestart(): void {
    this.state = { ...this.state, restartedAt: null };
    this.publish();
  }

  /** What happened before the page was opened: see KeptEvents. */
  fillEvents(older: readonly TransitionView[], asked: { asked: number; all: boolean }): void {
    this.events.fill(older, asked);
    this.publish();
  }

  /** A snapshot comes in parts, and replaces what is there when all of it has come. */
  private gather(some: readonly BackendSummary[]): void {
    if (!this.coming) return;
    const { frame, backends } = this.coming;
    for (const backend of some) backends.set(backend.id, backend);
    if (backends.size < frame.total) this.state = { ...this.state, loading: { got: backends.size, total: frame.total } };
    else this.replaceAll(frame, backends);
  }

  private replaceAll({ seq, boot, version: told, workflows, deployments, reached }: Snapshot, backends: Map<string, BackendSummary>): void {
    this.coming = null;
    // A snapshot leaves out what happened between; where nothing did, all that was known still holds.
    if (this.position?.seq !== seq || this.position.boot !== boot) this.events.begin(seq);
    this.position = { seq, boot };
    this.backends = backends;
    this.backendsChanged = true;
    const version = this.state.version ?? told;
    this.state = {
      ...this.state,
      loaded: true,
      loading: null,
      reached,
      workflows: new Map(workflows.map((workflow) => [workflow.name, workflow])),
      deployments: new Map(deployments.map((deployment) => [deployment.id, deployment])),
      version,
      otherVersion: told === version ? null : told,
      damagedFrames: 0,
      serverError: null,
    };
  }

  /** After a resume the server may tell again what has been seen. */
  private applyChanges({ seq, backends, gone, events }: Extract<SummaryFrame, { type: 'changes' }>): void {
    if (!this.position || seq <= this.position.seq) return;
    const { seq: seen } = this.position;
    this.position = { ...this.position, seq };
    for (const backend of backends) this.backends.set(backend.id, backend);
    for (const id of gone) this.backends.delete(id);
    this.events.add(events.filter((event) => event.seq > seen));
    this.backendsChanged = true;
  }

  private learnDeployments(changed: readonly DeploymentSummary[]): void {
    const deployments = new Map(this.state.deployments);
    for (const deployment of changed) deployments.set(deployment.id, deployment);
    this.state = { ...this.state, deployments };
  }

  private learnStart(startedAt: string): void {
    const known = this.startedAt;
    this.startedAt = startedAt;
    if (known !== null && known !== startedAt) this.state = { ...this.state, restartedAt: startedAt };
  }

  /** Said at once: nobody should look at old rows for longer than needed without knowing. */
  private setConnection(connection: Connection): void {
    if (this.state.connection === connection) return;
    this.state = { ...this.state, connection };
    this.publish();
  }

  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    this.schedule(() => {
      this.planned = false;
      this.publish();
    });
  }

  private publish(): void {
    if (this.backendsChanged) this.state = { ...this.state, backends: new Map(this.backends) };
    this.backendsChanged = false;
    this.state = { ...this.state, ...this.events.take() };
    for (const listener of this.listeners) listener();
  }
}
