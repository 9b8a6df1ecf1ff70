// Reports of installers over HTTP on their way to the store. A report is accepted only when it is stored. Bounded: if too many wait, or the store
// cannot be written, the client is asked to try again, and nothing of the report is kept.
import type { Evidence, Observation, Sight, Who } from '../../../state-machines/vocabulary.ts';
import { readingOf } from '../../core/queue.ts';
import type { ServiceParts } from '../service-parts.ts';

/** Maximum number of reports that wait to be stored. */
const waitingMost = 4_000;
const patienceMs = 10_000;

/** Why a report was not accepted, and when to try again. */
export interface NotTaken {
  why: string;
  retryAfterSeconds: number;
}

export interface Report {
  sight: Sight;
  who: Who;
  /** As received, with the name of the token, for the evidence. */
  text: string;
  source: string;
  /** How long it had to wait on its machine; default: 0. */
  agoSeconds?: number;
  /** The deployment it belongs to. */
  deployment?: string | undefined;
}

export type IntakeParts = Pick<ServiceParts, 'monitor' | 'history' | 'nowMs'>;

export class Intake {
  private readonly parts: IntakeParts;
  private readonly most: number;
  private waiting = 0;
  /** Clients without a response so far. */
  private readonly asking = new Set<(answer: NotTaken | null) => void>();

  constructor(parts: IntakeParts, most = waitingMost) {
    this.parts = parts;
    this.most = most;
    void parts.monitor.over.then(() => this.end());
  }

  /** Resolves with null when the results of the report are stored. */
  async take(report: Report): Promise<NotTaken | null> {
    const trouble = this.parts.history?.recorder.trouble ?? null;
    if (trouble !== null) return { why: `nothing was stored: ${trouble}`, retryAfterSeconds: 30 };
    if (this.waiting >= this.most) return { why: 'too many reports are waiting to be stored; this one was not kept', retryAfterSeconds: 1 };
    return this.store(this.observationOf(report));
  }

  private observationOf({ sight, who, text, source, agoSeconds = 0, deployment }: Report): Observation {
    const receivedAtMs = this.parts.nowMs();
    const evidence: Evidence = { source, line: null, offset: null, text: text.slice(0, 2_000) };
    const observedAtMs = receivedAtMs - Math.round(agoSeconds * 1000);
    return { sight, who, observedAtMs, receivedAtMs, evidence, ...(deployment !== undefined && { deployment }) };
  }

  private async store(observation: Observation): Promise<NotTaken | null> {
    const { promise, resolve } = Promise.withResolvers<NotTaken | null>();
    this.asking.add(resolve);
    this.waiting++;
    const done = (): void => {
      this.waiting--;
      resolve(null);
    };
    const timer = setTimeout(resolve, patienceMs, { why: 'not stored yet; a report that arrives twice counts once', retryAfterSeconds: 5 });
    void this.parts.monitor.queue.push(readingOf(observation, { done }));
    const answer = await promise;
    clearTimeout(timer);
    this.asking.delete(resolve);
    return answer;
  }

  private end(): void {
    for (const resolve of this.asking)
      resolve({ why: 'the service is shutting down, or event processing has stopped', retryAfterSeconds: 30 });
  }
}
