// Polls a running service for the state of its backends and keeps the last response, for `checklist status`. A service that does not respond
// is part of that state; one that rejects the request ends the command.
import { setTimeout as pause } from 'node:timers/promises';
import { answerOf, deploymentsSchema, summariesSchema, usualEndsSchema, type Board } from '../../terminal/board.ts';
import { checked, fetchJson, NoAnswer } from './service-client.ts';

const pauseMs = 1_000;
/** At most this share of the time is spent on requests: the response of a large service is several megabytes. */
const busyPart = 0.1;
const timeoutMs = 5_000;
/** Typical durations change slowly. */
const usualMs = 60_000;

export class ServiceBoard {
  board: Board;
  private readonly nowMs: () => number;
  private usualAskedMs = -Infinity;

  constructor(url: string, nodeset: string | undefined, nowMs: () => number) {
    this.board = { url, nodeset: nodeset ?? null, answer: null, usual: new Map(), failure: null };
    this.nowMs = nowMs;
  }

  /** Throws a NoAnswer, or the error of the service. */
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

  /** Until `signal`: polls about once a second, and calls `updated` after each response or failure. */
  async follow(signal: AbortSignal, updated: () => void): Promise<void> {
    while (!signal.aborted) {
      const beginMs = this.nowMs();
      await this.ask(signal).catch((error: unknown) => this.fail(error, beginMs));
      updated();
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
