// The service's own log (not checklist.log): JSON lines on stderr, human-readable ones in debug mode.
import { createRequire } from 'node:module';
import { pino } from 'pino';
import type { PinoPretty } from 'pino-pretty';
import type { Log } from '../core/log.ts';

export function createLog({ debug, quiet = false }: { debug: boolean; quiet?: boolean }): Log {
  const level = quiet ? 'silent' : debug ? 'debug' : 'info';
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` };
  const errors = { serializers: { error: (error: unknown) => (error instanceof Error ? (debug ? error.stack : error.message) : error) } };
  if (!debug && !process.stderr.isTTY) return pino({ ...options, ...errors }, pino.destination({ dest: 2, sync: true }));
  // Loaded in debug mode only.
  const pretty = createRequire(import.meta.url)('pino-pretty') as typeof PinoPretty;
  return pino({ ...options, ...errors }, pretty({ destination: 2, sync: true, translateTime: 'SYS:HH:MM:ss' }));
}
