// Event processing: the monitor works until its queue is closed, and is watched for standstill.
import type { Monitor } from '../core/monitor.ts';
import type { History } from '../store/history.ts';
import type { StartContext } from './context.ts';
import { LoopWatch } from './loop-watch.ts';

export class EventLoop {
  private readonly context: StartContext;
  private readonly monitor: Monitor;
  private readonly history: History | undefined;
  private readonly watch = new LoopWatch();
  private stopped: string | null = null;

  constructor(context: StartContext, monitor: Monitor, history: History | undefined) {
    this.context = context;
    this.monitor = monitor;
    this.history = history;
  }

  /** Why event processing is not making progress; null if it is. Checked on each call. */
  trouble(): string | null {
    const { queue, dispatcher } = this.monitor;
    const storeTrouble = this.history?.recorder.trouble ?? null;
    const sample = { waiting: queue.length, processed: dispatcher.counters.observations, storeTrouble };
    return this.stopped ?? this.watch.look(sample, this.context.nowMs());
  }

  start(): void {
    const working = this.work();
    this.context.closers.add('machines', () => {
      this.monitor.queue.close();
      return working;
    });
  }

  /** The service stays up if event processing stops, so that it can show what is wrong. */
  private async work(): Promise<void> {
    try {
      await this.monitor.run();
    } catch (error) {
      this.stopped = `event processing has stopped: ${(error as Error).message}`;
      this.context.log.error({ error }, 'event processing has stopped');
    }
  }
}
