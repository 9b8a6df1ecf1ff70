// Creates the frames of the live feed: the initial ones for a client, and those that follow. The latter are created once for all clients.
import { summariseDeployment, type Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { FeedFrame, SummaryFrame } from '../../../state-machines/view/feed.ts';
import { summariseWorkflow } from '../../../state-machines/view/summary.ts';
import { isoTime } from '../../../state-machines/view/view.ts';
import { viewTransition } from '../../core/view.ts';
import type { Fleet } from '../contract/description.ts';
import type { NumberedChange } from './kept-changes.ts';
import type { Reached } from './reached.ts';

/** Summaries per frame: as many as a browser can process without a noticeable pause. */
const summariesPerFrame = 500;

export interface LiveFeedOptions extends Fleet {
  nowMs: () => number;
  version: string;
  /** Identifies the numbering of changes. Without a store, each start begins a new one. */
  boot: string;
}

export class Frames {
  private readonly options: LiveFeedOptions;
  private readonly reached: Reached;
  private readonly startedAt: string;

  constructor(options: LiveFeedOptions, reached: Reached) {
    this.options = options;
    this.reached = reached;
    this.startedAt = isoTime(options.nowMs());
  }

  snapshot(): FeedFrame {
    const { backends, view } = this.options;
    return { ...this.greeting(), backends: Array.from(backends(), view) };
  }

  summarySnapshot(): SummaryFrame[] {
    const { backends, summary, workflows, deployments } = this.options;
    const all = Array.from(backends(), summary);
    const more: SummaryFrame[] = [];
    for (let at = summariesPerFrame; at < all.length; at += summariesPerFrame)
      more.push({ type: 'more', backends: all.slice(at, at + summariesPerFrame) });
    return [
      {
        ...this.greeting(),
        reached: this.reached.times,
        workflows: [...workflows().values()].map(summariseWorkflow),
        deployments: deployments().map(summariseDeployment),
        total: all.length,
        backends: all.slice(0, summariesPerFrame),
      },
      ...more,
    ];
  }

  /** For a client that reconnects: the changes that it missed, with complete backends. */
  missed(changes: readonly NumberedChange[]): FeedFrame[] {
    return [this.time(), ...changes.map((change) => this.change(change))];
  }

  /** The same with summaries. Deployments have no numbers, so it is unknown which were missed: all are sent. */
  missedSummaries(changes: readonly NumberedChange[]): SummaryFrame[] {
    const deployments = this.options.deployments();
    return [
      this.time(),
      ...(deployments.length > 0 ? [this.deployments(deployments)] : []),
      ...(changes.length > 0 ? [this.summaries(changes)] : []),
    ];
  }

  change(change: NumberedChange): FeedFrame {
    if (change.type === 'gone') return change;
    return { type: 'transition', seq: change.seq, backend: this.options.view(change.backend), transition: viewTransition(change) };
  }

  /** Several changes in one frame: each backend once, in its current state. */
  summaries(changes: readonly NumberedChange[]): SummaryFrame {
    const gone = new Set(changes.flatMap((change) => (change.type === 'gone' ? [change.id] : [])));
    const transitions = changes.filter((change) => change.type === 'transition');
    const changed = new Set(transitions.map(({ backend }) => backend).filter(({ id }) => !gone.has(id)));
    return {
      type: 'changes',
      seq: changes.at(-1)?.seq ?? 0,
      backends: Array.from(changed, this.options.summary),
      gone: [...gone],
      events: transitions.map(viewTransition),
    };
  }

  deployments(deployments: readonly Deployment[]): SummaryFrame {
    return { type: 'deployments', deployments: deployments.map(summariseDeployment) };
  }

  time() {
    const { nowMs, seq } = this.options;
    const { startedAt, reached } = this;
    return { type: 'time' as const, serverTime: isoTime(nowMs()), seq: seq(), startedAt, reached: reached.times };
  }

  private greeting() {
    const { seq, version, boot, nowMs } = this.options;
    return { type: 'snapshot' as const, seq: seq(), serverTime: isoTime(nowMs()), startedAt: this.startedAt, version, boot };
  }
}
