// systemd's journal as a source, read by journalctl: the messages of the programs that we have readers for. Where it stands is the cursor of
// the last entry; what the journal still holds behind it is read after any stop. What the journal has dropped by then is lost, and told.
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
  /** A folder with journal files; left out: this machine's journal. */
  directory?: string | undefined;
  from: 'beginning' | 'end';
  /** At a first start: back to the entries of this time, epoch milliseconds. `from` says nothing then. */
  since?: number | undefined;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  programs: Programs;
  command?: string | undefined;
  /** Pause before journalctl is started again: at first, and at most. */
  retryMs?: { shortest: number; longest: number } | undefined;
  /** So long it must have run to count as well, when it says nothing. */
  settledMs?: number;
}

const denied = 'the journal can not be read: permission denied; put the user of this service into the group systemd-journal';

export class JournalSource implements Source {
  readonly name: string;
  private readonly options: JournalOptions;
  private readonly read: ReturnType<typeof createJournalReader>;
  private readonly counter = new LineCounter();
  /** gaps: entries that the journal had dropped before they were read · restarts: of journalctl. */
  private readonly counters = { gaps: 0, restarts: 0 };
  /** Of the last entry that was given out; null: of none, all that comes is new. */
  private cursor: string | null = null;
  /** Whether it is known where to begin. */
  private isKnownStart: boolean;
  /** Whether the present journalctl shows only some of the journal. */
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
      return this.options.onTrouble('where the journal was read up to can not be understood; it is read as at a first start');
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

  /** However soon the process ends, it is known where the journal is followed from. */
  private async place(push: Push): Promise<void> {
    if (this.isKnownStart) await push({ ...newReading(this.options.nowMs()), position: this.position(this.cursor) });
  }

  /** The last entry is taken for done; where there is none, all that comes is new. Of a journal that can't be read nobody knows. */
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
    // Inclusive: the entry is there again, or it is known that it is gone.
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
    this.tell(run.complaint() ?? (more.includes('--follow') && !this.stopped ? 'journalctl has ended; it is started again' : null));
  }

  /** `expected`: the cursor that this line is to have if the journal still holds what was read last. */
  private take(text: string, expected: string | null): Reading | undefined {
    const entry = this.read(this.lineOf(text));
    if (entry && entry.cursor === expected) return undefined;
    if (expected !== null) {
      this.counters.gaps++;
      this.options.onTrouble('the journal no longer holds the entry that was read last; what it dropped behind that is lost');
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

  /** Without the right to read it, journalctl says so and shows what little there is. */
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
