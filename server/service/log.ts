// The service's own log (not checklist.log): what it reads, what it can't, what went wrong. JSON lines on stderr, readable ones in debug mode.
import { createRequire } from 'node:module';
import { pino } from 'pino';
import type { PinoPretty } from 'pino-pretty';
import type { Log } from '../core/log.ts';

export function createLog({ debug, quiet = false }: { debug: boolean; quiet?: boolean }): Log {
  const level = quiet ? 'silent' : debug ? 'debug' : 'info';
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` };
  const errors = { serializers: { error: (error: unknown) => (error instanceof Error ? (debug ? error.stack : error.message) : error) } };
  if (!debug && !process.stderr.isTTY) return pino({ ...options, ...errors }, pino.destination({ dest: 2, sync: true }));
  // Loaded only where somebody reads along.
  const pretty = createRequire(import.meta.url)('pino-pretty') as typeof PinoPretty;
  return pino({ ...options, ...errors }, pretty({ destination: 2, sync: true, translateTime: 'SYS:HH:MM:ss' }));
}
