// checklist.log: appends one line per change, in the original's format by default. If the disk is full or the folder is missing, lines are kept
// in memory, bounded, and writing is retried.
import { open, type FileHandle } from 'node:fs/promises';
import { isActionKind, type Transition } from '../../../state-machines/vocabulary.ts';
import type { Log } from '../../core/log.ts';
import type { Backend } from '../../core/registry.ts';
import { viewTransition } from '../../core/view.ts';
import { checklistBlock, checklistLine, closedLine } from '../contract/change-line.ts';
import { dropHalfLine, writtenAlready } from './written-already.ts';
import type { Change, NumberedTransition } from '../../core/change.ts';
import type { Output } from '../contract/output.ts';
import type { Past } from '../contract/past.ts';

export type ChecklistFormat = 'lines' | 'blocks' | 'json';

const retryMs = 2_000;
/** Maximum number of lines waiting for the disk; then event processing waits. */
const waitingMax = 50_000;

/** More changes than a crash can keep from the file: at most those of one or two batches. */
const resumeMax = 100_000;

export interface ChecklistLogOptions {
  path: string;
  format: ChecklistFormat;
  log: Log;
  /** Undefined without a store: then every start begins with new changes. */
  past?: Past | undefined;
}

export class ChecklistLog implements Output {
  readonly name = 'checklist.log';
  trouble: string | null = null;
  private readonly path: string;
  private readonly format: ChecklistFormat;
  private readonly log: Log;
  private waiting: { seq: number; text: string }[] = [];
  private readonly past: Past | undefined;
  private writing: Promise<void> | undefined;
  private closing = false;
  private wakeRetry: () => void = () => {};

  constructor({ path, format, log, past }: ChecklistLogOptions) {
    this.past = past;
    this.path = path;
    this.format = format;
    this.log = log;
  }

  take(change: Change): void {
    if (!hasLine(change)) return;
    this.waiting.push({ seq: change.seq, text: this.textOf(change) });
    this.writing ??= this.writeAll();
  }

  /** Writes the changes since its position that are missing in the file after a crash. Each line is written exactly once. */
  async start(): Promise<void> {
    const lacking = (this.past?.after(this.past.position ?? 0, resumeMax) ?? []).filter(hasLine);
    if (lacking.length > 0) await dropHalfLine(this.path);
    const texts = lacking.map((change) => `${this.textOf(change)}\n`);
    for (const change of lacking.slice(await writtenAlready(this.path, texts))) this.take(change);
  }

  async ready(): Promise<void> {
    while (this.waiting.length > waitingMax && !this.closing) await this.writing;
  }

  async close(): Promise<void> {
    this.closing = true;
    this.wakeRetry();
    await this.writing;
    if (this.waiting.length > 0)
      this.log.error({ path: this.path, lines: this.waiting.length }, 'some lines of checklist.log could not be written');
  }

  private textOf(change: NumberedTransition): string {
    const { backend, transition } = change;
    if (this.format === 'json') return JSON.stringify(viewTransition(change));
    const closed = transition.kind === 'closed' ? transition : undefined;
    if (this.format === 'blocks') return blockOf(backend, transition.runId, closed);
    return closed ? closedLine(backend, closed) : checklistLine(backend, transition);
  }

  private async writeAll(): Promise<void> {
    // The changes of one turn of the event loop are written at once.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const count = this.waiting.length;
      const written = await this.append(this.waiting.map(({ text }) => `${text}\n`).join(''));
      if (written) for (const { seq } of this.waiting.splice(0, count).slice(-1)) this.past?.done(seq);
      else if (this.closing) break;
      else await this.pauseBeforeRetry();
    }
    // In the same turn as the check above: a later change starts a new writer.
    this.writing = undefined;
  }

  /** Opens the file for every write, so that logrotate can move it at any time. */
  private async append(text: string): Promise<boolean> {
    let file: FileHandle | undefined;
    try {
      file = await open(this.path, 'a', 0o644);
      const { size } = await file.stat();
      try {
        await file.appendFile(text);
      } catch (error) {
        // A full disk may accept part of a line: it is removed, or the retry would duplicate it.
        await file.truncate(size).catch(() => {});
        throw error;
      }
      this.tell(null);
      return true;
    } catch (error) {
      this.tell(`${this.path} cannot be written: ${(error as Error).message}; retrying every ${retryMs / 1000} s`);
      return false;
    } finally {
      await file?.close().catch(() => {});
    }
  }

  private async pauseBeforeRetry(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      this.wakeRetry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private tell(trouble: string | null): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    if (trouble === null) this.log.info({ path: this.path }, 'checklist.log is writable again');
    else this.log.error(trouble);
  }
}

/** Repeated stages, dissolved runs and users' actions have no line, except for a run that was closed by a user. */
function hasLine(change: Change): change is NumberedTransition {
  if (change.type !== 'transition') return false;
  const { kind } = change.transition;
  return kind === 'closed' || (kind !== 'repeated' && kind !== 'dissolved' && !isActionKind(kind));
}

function blockOf(backend: Backend, runId: string, closed: Transition | undefined): string {
  const run = backend.track.runs.find((r) => r.id === runId);
  return run ? checklistBlock(backend, run, closed) : '';
}
