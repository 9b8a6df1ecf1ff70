// A log that keeps what it is told, for tests that look at it.
import type { Log } from '../../server/log.ts';

export interface KeptLog {
  log: Log;
  said: { level: 'debug' | 'info' | 'warn' | 'error'; text: string }[];
}

export function keptLog(): KeptLog {
  const said: KeptLog['said'] = [];
  const keep =
    (level: KeptLog['said'][number]['level']) =>
    (...parts: unknown[]) =>
      void said.push({ level, text: parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ') });
  return { said, log: { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') } as unknown as Log };
}
