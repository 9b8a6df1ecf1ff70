// systemd's journal as a source, read by journalctl: the messages of programs that have readers. The position is the cursor of the last entry; after
// a stop, reading continues with everything the journal still has after it. Entries the journal has dropped by then are lost, and the loss is
// reported.
import { createJournalReader } from './journal-entry.ts';
import type { Programs } from '../contract/log-format.ts';
import { runJournalctl, type JournalRun } from './journal-lines.ts';
import { readJournalPosition } from '../following/log-position.ts';
import { LineCounter } from '../contract/line-counter.ts';
import { pushReadings } from '../following/push-readings.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import { newReading, type Reading } from '../../core/queue.ts';

export interface JournalOptions {
  name: string;
  /** A folder with journal files; default: this machine's journal. */
  directory?: string | undefined;
  from: 'beginning' | 'end';
  /** At a first start, read entries from this time on (epoch milliseconds); overrides `from`. */
  since?: number | undefined;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  programs: Programs;
  command?: string | undefined;
  /** Delay before journalctl is restarted: initial and maximum. */
  retryMs?: { shortest: number; longest: number } | undefined;
  /** Time it must run without output to count as working. */
  settledMs?: number;
}

const denied = 'cannot read the journal: permission denied; add the service user to group systemd-journal';

export class JournalSource implements Source {
  readonly name: string;
  private readonly options: JournalOptions;
  private readonly read: ReturnType<typeof createJournalReader>;
  private readonly counter = new LineCounter();
  /** gaps: times the journal had dropped entries before they were read · restarts: of journalctl. */
  private readonly counters = { gaps: 0, restarts: 0 };
  /** Cursor of the last entry returned; null: none yet, every entry is new. */
  private cursor: string | null = null;
  /** Whether the start position is known. */
  private isKnownStart: boolean;
  /** Whether the current journalctl may read only part of the journal. */
  private isDenied = false;
  private trouble: string | null = 'not read yet';
  private current: JournalRun | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;
  private wake: () => void = () => {};

  constructor(options: JournalOptions) {
    this.name = options.name;
    this.options = options;
    this.read = createJournalReader(options.programs);
    this.isKnownStart = options.from === 'beginning' && options.since === undefined;
  }

  status(): SourceStatus {
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    const alive = this.trouble === null && !this.stopped;
    return {
      name: this.name,
      type: 'journal',
      from: this.options.directory ?? 'the journal',
      alive,
      trouble: this.trouble,
      lines,
      observations,
      odd,
      lastLineAtMs,
      position: lastLineAtMs === null ? null : `entry of ${new Date(lastLineAtMs).toISOString()}`,
      lagBytes: null,
      oddExamples,
      counters: { ...this.counters },
    };
  }

  resume(at: unknown): void {
    const cursor = readJournalPosition(at);
    if (cursor === undefined)
      return this.options.onTrouble('the stored position of the journal is invalid; reading it as at a first start');
    this.cursor = cursor;
    this.isKnownStart = true;
  }

  async *catchUp(): AsyncGenerator<Reading> {
    const { since } = this.options;
    if (!this.isKnownStart && since === undefined) return this.skipToEnd();
    const begin = this.isKnownStart || since === undefined ? [] : [`--since=@${Math.floor(since / 1000)}`];
    this.isKnownStart = true;
    yield* this.readOnce(begin);
  }

  async follow(push: Push): Promise<void> {
    if (this.stopped) return;
    await this.place(push);
    this.running = this.run(push);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.current?.end();
    this.wake();
    await this.running;
  }

  /** Stores the start position, however soon the process ends. */
  private async place(push: Push): Promise<void> {
    if (this.isKnownStart) await push({ ...newReading(this.options.nowMs()), position: this.position(this.cursor) });
  }

  /** Skips to the last entry; if there is none, every entry is new. If the journal can't be read, the start stays unknown. */
  private async skipToEnd(): Promise<void> {
    const run = this.start(['--lines=1']);
    for await (const text of run.lines) this.cursor = this.read(this.lineOf(text))?.cursor ?? this.cursor;
    const complaint = run.complaint();
    this.isKnownStart = complaint === null && !this.isDenied;
    this.tell(complaint);
  }

  private async run(push: Push): Promise<void> {
    const { retryMs = { shortest: 1_000, longest: 60_000 } } = this.options;
    let pauseMs = retryMs.shortest;
    while (!this.stopped) {
      const { lines } = this.counter;
      await this.followOnce(push);
      if (this.stopped) return;
      this.counters.restarts++;
      pauseMs = this.counter.lines > lines ? retryMs.shortest : Math.min(2 * pauseMs, retryMs.longest);
      await this.pause(pauseMs);
    }
  }

  private async followOnce(push: Push): Promise<void> {
    if (!this.isKnownStart) {
      await this.skipToEnd();
      await this.place(push);
    }
    if (this.isKnownStart && !this.stopped) await pushReadings(this.readOnce(['--follow', '--no-tail']), push);
  }

  /** One run of journalctl, from where the last one ended. */
  private async *readOnce(more: readonly string[]): AsyncGenerator<Reading> {
    // Inclusive: the entry appears again, or is known to be gone.
    let expected = this.cursor;
    const run = this.start([...more, ...(expected === null ? [] : [`--cursor=${expected}`])]);
    const settled = setTimeout(() => this.tell(null), this.options.settledMs ?? 1_000);
    try {
      for await (const text of run.lines) {
        this.tell(null);
        const reading = this.take(text, expected);
        expected = null;
        if (reading) yield reading;
      }
    } finally {
      clearTimeout(settled);
      run.end();
    }
    this.tell(run.complaint() ?? (more.includes('--follow') && !this.stopped ? 'journalctl exited; restarting it' : null));
  }

  /** `expected`: the cursor of this line if the journal still has the entry read last. */
  private take(text: string, expected: string | null): Reading | undefined {
    const entry = this.read(this.lineOf(text));
    if (entry && entry.cursor === expected) return undefined;
    if (expected !== null) {
      this.counters.gaps++;
      this.options.onTrouble('the journal no longer has the entry read last; entries it dropped after that are lost');
    }
    const reading = this.counter.count(entry?.reading ?? 'unparsed', text);
    this.cursor = entry?.cursor ?? this.cursor;
    if (reading) reading.position = this.position(this.cursor);
    return reading;
  }

  private start(more: readonly string[]): JournalRun {
    const { directory, command = 'journalctl' } = this.options;
    const where = directory === undefined ? [] : [`--directory=${directory}`];
    const programs = this.options.programs.names.map((program) => `--identifier=${program}`);
    this.isDenied = false;
    this.current = runJournalctl(command, ['--output=json', '--all', '--no-pager', ...where, ...programs, ...more], (said) =>
      this.hear(said),
    );
    if (this.stopped) this.current.end();
    return this.current;
  }

  /** Without permission, journalctl says so and shows only a few entries. */
  private hear(said: string): void {
    if (!/not seeing messages|insufficient permissions/i.test(said)) return;
    this.isDenied = true;
    this.tell(null);
  }

  private lineOf(text: string) {
    return { text, source: this.name, number: null, offset: null, receivedAtMs: this.options.nowMs() };
  }

  private position(cursor: string | null) {
    return { source: this.name, at: { cursor } };
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopped) this.wake();
    });
  }

  private tell(complaint: string | null): void {
    const trouble = this.isDenied ? denied : complaint;
    if (this.stopped || trouble === this.trouble) return;
    this.trouble = trouble;
    this.options.onTrouble(trouble);
  }
}
