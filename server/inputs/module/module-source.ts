// A source that a site supplies: `createSource` of an ES module, loaded at startup and wrapped as a built-in source. Pushed items are validated.
// Errors it throws become its trouble. It runs in this process: an error outside our calls is an error of the service.
import { format } from 'node:util';
import { createFromSite } from '../../settings/site-module.ts';
import { LineCounter } from '../contract/line-counter.ts';
import { readModuleItem } from './module-item.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

/** Maximum number of items waiting for the queue, for a module that does not await `push`. */
const waitingMost = 10_000;

/** Argument of `createSource`. */
export interface ModuleContext {
  name: string;
  /** `options:` from the settings, unchanged. */
  options: unknown;
  nowMs: () => number;
}

/** Return value of `createSource`. Methods may be synchronous, so that simple sources stay simple. */
export interface SiteSource {
  /** Items available at startup, oldest first. */
  catchUp?: () => AsyncIterable<unknown> | Iterable<unknown>;
  follow: (push: (item: unknown) => Promise<void>) => unknown;
  stop: () => unknown;
  resume?: (at: unknown) => void;
  status?: () => { from?: unknown; trouble?: unknown };
}

export interface ModuleSourceOptions {
  name: string;
  /** Path of the module. */
  file: string;
  options?: unknown;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
}

/** Throws a SettingsError if the file cannot be loaded or does not return a source. */
export function createModuleSource(options: ModuleSourceOptions): Source {
  return new ModuleSource(options, load(options));
}

function load({ file, name, options, nowMs }: ModuleSourceOptions): SiteSource {
  const context: ModuleContext = { name, options, nowMs };
  return createFromSite({ file, create: 'createSource', context, isMade: isSource, wanted: 'object with follow and stop' });
}

function isSource(value: unknown): value is SiteSource {
  const { follow, stop } = (value ?? {}) as Partial<SiteSource>;
  return typeof follow === 'function' && typeof stop === 'function';
}

class ModuleSource implements Source {
  readonly name: string;
  private readonly options: ModuleSourceOptions;
  private readonly site: SiteSource;
  private readonly counter = new LineCounter();
  private trouble: string | null = null;
  private stopped = false;
  private waiting = 0;
  private dropped = 0;
  private pushing: Promise<void> = Promise.resolve();

  constructor(options: ModuleSourceOptions, site: SiteSource) {
    this.name = options.name;
    this.options = options;
    this.site = site;
  }

  status(): SourceStatus {
    const { name, file } = this.options;
    const { lines, observations, odd, lastLineAtMs, oddExamples } = this.counter;
    const { from, trouble: own } = this.told();
    const trouble = this.trouble ?? (own === null || own === undefined ? null : format('%s', own));
    return {
      name,
      type: 'module',
      from: typeof from === 'string' ? from : file,
      alive: trouble === null && !this.stopped,
      trouble,
      lines,
      observations,
      odd,
      lastLineAtMs,
      position: null,
      lagBytes: null,
      oddExamples: [...oddExamples],
      counters: { dropped: this.dropped },
    };
  }

  resume(at: unknown): void {
    this.guard(() => this.site.resume?.(at));
  }

  async *catchUp(): AsyncGenerator<Reading> {
    try {
      for await (const given of this.site.catchUp?.() ?? []) {
        const reading = this.read(given);
        if (reading) yield reading;
      }
    } catch (error) {
      this.tell(error);
    }
  }

  async follow(push: Push): Promise<void> {
    try {
      await this.site.follow((given) => this.take(given, push));
    } catch (error) {
      this.tell(error);
    }
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    try {
      await this.site.stop();
    } catch (error) {
      this.tell(error);
    }
  }

  /** Pushes one item at a time, in order, even if the module does not await it. */
  private async take(given: unknown, push: Push): Promise<void> {
    if (this.waiting >= waitingMost) return void this.dropped++;
    const reading = this.read(given);
    if (!reading) return;
    this.waiting++;
    this.pushing = this.pushing.then(() => push(reading)).finally(() => this.waiting--);
    await this.pushing;
  }

  private read(given: unknown): Reading | undefined {
    const receivedAtMs = this.options.nowMs();
    const item = readModuleItem(given, { source: this.name, receivedAtMs });
    this.counter.lines++;
    this.counter.lastLineAtMs = 'unparsed' in item ? receivedAtMs : item.atMs;
    if (!('unparsed' in item)) {
      this.counter.observations += item.observations.length;
      return item;
    }
    this.counter.countOdd(`${item.unparsed}: ${JSON.stringify(given) ?? String(given)}`);
    return undefined;
  }

  private told(): { from?: unknown; trouble?: unknown } {
    return this.guard(() => this.site.status?.()) ?? {};
  }

  private guard<Result>(ask: () => Result): Result | undefined {
    try {
      return ask();
    } catch (error) {
      this.tell(error);
      return undefined;
    }
  }

  private tell(error: unknown): void {
    const told = `${this.options.file}: ${error instanceof Error ? error.message : String(error)}`;
    if (told === this.trouble) return;
    this.trouble = told;
    this.options.onTrouble(told);
  }
}
