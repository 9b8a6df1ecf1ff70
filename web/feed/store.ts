// Keeps what the page knows: the backends as last reported by the feed, the newest events, and the state of the connection. No React, no socket,
// no DOM. Frames are applied one by one; listeners are called once per animation frame.
import type { SummaryFrame } from '../../state-machines/view/feed.ts';
import type { DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { ComingSnapshot } from './coming-snapshot.ts';
import { nothingYet, type Connection, type FeedPosition, type FeedState } from './feed-state.ts';
import { KeptEvents } from './kept-events.ts';
import type { ServerClock } from './server-clock.ts';

export class FeedStore {
  /** The last frame seen, to resume from; null before the first whole snapshot. */
  position: FeedPosition | null = null;
  private state = nothingYet;
  private backends = new Map<string, BackendSummary>();
  private backendsChanged = false;
  private readonly events = new KeptEvents();
  private coming: ComingSnapshot | null = null;
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
        this.learnStart(frame.startedAt);
        this.gather(new ComingSnapshot(frame));
        break;
      case 'more':
        this.coming?.add(frame.backends);
        if (this.coming) this.gather(this.coming);
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

  /** The user has dismissed the notice of a restart. */
  forgetRestart(): void {
    this.state = { ...this.state, restartedAt: null };
    this.publish();
  }

  /** Adds events from before the page was opened: see KeptEvents. */
  fillEvents(older: readonly TransitionView[], asked: { asked: number; all: boolean }): void {
    this.events.fill(older, asked);
    this.publish();
  }

  /** Replaces everything once the whole snapshot has arrived. */
  private gather(coming: ComingSnapshot): void {
    this.coming = coming;
    if (coming.complete) this.replaceAll(coming);
    else this.state = { ...this.state, loading: coming.progress };
  }

  private replaceAll({ frame, backends }: ComingSnapshot): void {
    const { seq, boot, version: told, workflows, deployments, reached } = frame;
    this.coming = null;
    // A snapshot omits the events in between; if there were none, the known events are still complete.
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

  /** After a resume the server may repeat changes that have been seen. */
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

  /** Published at once: a user must not read outdated rows without knowing it. */
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
