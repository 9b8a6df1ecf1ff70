// A log that keeps what it is told, for tests that look at it or wait for it.
import type { Log } from '../../../../server/core/log.ts';
import { Seen } from '../../core/seen.ts';

export interface Said {
  level: 'debug' | 'info' | 'warn' | 'error';
  text: string;
}

export function keptLog(): { log: Log; said: Seen<Said> } {
  const said = new Seen<Said>();
  const keep =
    (level: Said['level']) =>
    (...parts: unknown[]): void =>
      said.add({ level, text: parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ') });
  return { said, log: { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') } };
}
