// Active proof that a machine is online: opens and closes a connection to a TCP port of machines that have rebooted. Limited in parallel connections
// and in attempts per machine. Results go through the queue like any other observation.
import { connect } from 'node:net';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import type { Probed } from '../../core/candidates.ts';
import { readingOf } from '../../core/queue.ts';
import type { Push } from '../contract/source.ts';

export interface OnlineProbeOptions {
  nowMs: () => number;
  /** Machines to probe now. */
  candidates: () => Iterable<Probed>;
  connectTimeoutMs?: number;
  mostAtOnce?: number;
  tickMs?: number;
}

interface Tries {
  lastMs: number;
  isUnderWay: boolean;
  /** It did not answer at least once since the handover, so a later answer is from another system. */
  wasSilent: boolean;
  isProven: boolean;
}

const usual = { connectTimeoutMs: 3_000, mostAtOnce: 50, tickMs: 1_000 };

export class OnlineProbe {
  readonly counters = { tries: 0, answers: 0 };
  private readonly options: Required<OnlineProbeOptions>;
  private tries = new Map<string, Tries>();
  private underWay = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: OnlineProbeOptions) {
    this.options = { ...usual, ...options };
  }

  /** Whether no attempt is in progress. */
  get isIdle(): boolean {
    return this.underWay === 0;
  }

  start(push: Push): void {
    this.timer = setInterval(() => this.look(push), this.options.tickMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One round: probes machines that are due, longest waiting first. */
  look(push: Push): void {
    const wanted = [...this.options.candidates()];
    const known = this.tries;
    this.tries = new Map(
      wanted.map(({ id }) => [id, known.get(id) ?? { lastMs: -Infinity, isUnderWay: false, wasSilent: false, isProven: false }]),
    );
    const nowMs = this.options.nowMs();
    const due = wanted.flatMap((probed) => {
      const tries = this.tries.get(probed.id);
      return tries && !tries.isUnderWay && !tries.isProven && nowMs - tries.lastMs >= probed.everySeconds * 1000 ? [{ probed, tries }] : [];
    });
    const free = this.options.mostAtOnce - this.underWay;
    for (const { probed, tries } of due.toSorted((a, b) => a.tries.lastMs - b.tries.lastMs).slice(0, Math.max(0, free)))
      void this.try(probed, tries, push);
  }

  private async try(probed: Probed, tries: Tries, push: Push): Promise<void> {
    Object.assign(tries, { lastMs: this.options.nowMs(), isUnderWay: true });
    this.underWay++;
    this.counters.tries++;
    const answers = await this.isOpen(probed);
    this.underWay--;
    tries.isUnderWay = false;
    if (!answers) tries.wasSilent = true;
    else if (probed.hasRebooted || tries.wasSilent) {
      this.counters.answers++;
      tries.isProven = true;
      await push(readingOf(this.observationOf(probed)));
    }
  }

  /** A refused connection or a timeout is not an answer. */
  private async isOpen({ ip, port }: Probed): Promise<boolean> {
    const socket = connect({ host: ip, port, timeout: this.options.connectTimeoutMs });
    const answers = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('timeout', () => resolve(false));
      socket.once('error', () => resolve(false));
    });
    socket.on('error', () => {});
    socket.destroy();
    return answers;
  }

  private observationOf({ who, ip, port }: Probed): Observation {
    const atMs = this.options.nowMs();
    const text = `TCP port ${port} of ${ip} answered`;
    return {
      sight: { kind: 'probe', port },
      who,
      observedAtMs: atMs,
      receivedAtMs: atMs,
      evidence: { source: 'probe', line: null, offset: null, text },
    };
  }
}
