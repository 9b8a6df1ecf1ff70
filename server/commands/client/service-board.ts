// Asks a running service again and again how its backends stand, and keeps what it said last, for `checklist status`. A service that does
// not answer is part of what is kept; one that refuses the question ends it.
import { setTimeout as pause } from 'node:timers/promises';
import { answerOf, deploymentsSchema, summariesSchema, usualEndsSchema, type Board } from '../../terminal/board.ts';
import { checked, fetchJson, NoAnswer } from './service-client.ts';

const pauseMs = 1_000;
/** At most this part of the time goes into asking: the answer of a large service is some megabytes. */
const busyPart = 0.1;
const timeoutMs = 5_000;
/** How long installs take changes slowly. */
const usualMs = 60_000;

export class ServiceBoard {
  board: Board;
  private readonly nowMs: () => number;
  private usualAskedMs = -Infinity;

  constructor(url: string, nodeset: string | undefined, nowMs: () => number) {
    this.board = { url, nodeset: nodeset ?? null, answer: null, usual: new Map(), failure: null };
    this.nowMs = nowMs;
  }

  /** Throws a NoAnswer, or what the service has against the question. */
  async ask(signal?: AbortSignal): Promise<void> {
    const { url, nodeset } = this.board;
    const nodes = nodeset === null ? '' : `&nodes=${encodeURIComponent(nodeset)}`;
    const options = { timeoutMs, signal };
    if (this.nowMs() - this.usualAskedMs > usualMs) {
      const { workflows } = checked(usualEndsSchema, await fetchJson(url, '/api/v1/workflows', options));
      this.board = { ...this.board, usual: new Map(workflows.map(({ name, typical }) => [name, typical])) };
      this.usualAskedMs = this.nowMs();
    }
    const summaries = checked(summariesSchema, await fetchJson(url, `/api/v1/backends?view=summary${nodes}`, options));
    const { deployments } = summaries.backends.some(({ run }) => run?.deployment != null)
      ? checked(deploymentsSchema, await fetchJson(url, '/api/v1/deployments', options))
      : { deployments: [] };
    this.board = { ...this.board, answer: answerOf(summaries, this.nowMs(), deployments), failure: null };
  }

  /** Until `signal`: asks about once a second, and calls `told` after each answer, or when there is none. */
  async follow(signal: AbortSignal, told: () => void): Promise<void> {
    while (!signal.aborted) {
      const beginMs = this.nowMs();
      await this.ask(signal).catch((error: unknown) => this.fail(error, beginMs));
      told();
      const tookMs = this.nowMs() - beginMs;
      await pause(Math.max(pauseMs, tookMs * (1 / busyPart - 1)), undefined, { signal });
    }
  }

  private fail(error: unknown, beginMs: number): void {
    if (!(error instanceof NoAnswer)) throw error;
    const { failure, answer } = this.board;
    const sinceMs = failure?.sinceMs ?? answer?.receivedMs ?? beginMs;
    this.board = { ...this.board, failure: { sinceMs, why: error.why } };
  }
}
