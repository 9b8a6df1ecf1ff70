// The most recent warnings and errors of the service's own log, for the dashboard.
import type { Warning } from '../../state-machines/view/source-view.ts';
import type { Log } from './log.ts';

const kept = 100;
const textLength = 1_000;

export class KeptWarnings {
  private readonly warnings: Warning[] = [];
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** A log that passes everything on to `log` and keeps warnings and errors here. */
  listenTo(log: Log): Log {
    const listened =
      (level: Warning['level']) =>
      (...said: Parameters<Log['warn']>): void => {
        this.keep(level, textOf(said));
        log[level](...said);
      };
    return {
      debug: log.debug.bind(log),
      info: log.info.bind(log),
      warn: listened('warn'),
      error: listened('error'),
    };
  }

  /** Newest last. */
  all(): readonly Warning[] {
    return this.warnings;
  }

  private keep(level: Warning['level'], text: string): void {
    const at = new Date(this.nowMs()).toISOString();
    const last = this.warnings.at(-1);
    if (last?.level === level && last.text === text) Object.assign(last, { at, count: last.count + 1 });
    else this.warnings.push({ at, level, text, count: 1 });
    if (this.warnings.length > kept) this.warnings.shift();
  }
}

/** From `log.warn('text')` or `log.warn({ path, error }, 'text')`: the text, then its fields. */
function textOf([what, words]: readonly unknown[]): string {
  if (typeof what === 'string') return what.slice(0, textLength);
  const details = Object.entries(what ?? {}).flatMap(([name, value]: [string, unknown]) => {
    if (value instanceof Error) return [value.message];
    return isPlain(value) ? [`${name} ${value}`] : [];
  });
  return [typeof words === 'string' ? words : '', ...details]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, textLength);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
