// The recorded install of sample-logs/clean in the parts in which it went, with the present time in every line, as if it happened now.
import { readFileSync } from 'node:fs';
import type { LogName } from './watched-server.ts';

export const machine = { id: '52:54:00:aa:00:10', ip: '10.1.1.101' };

/** The lines that tell of the machine, from the first with `from` to the one before the first with `until`. */
export function recorded(log: LogName, { from = '', until }: { from?: string; until?: string } = {}, story = 'clean'): string[] {
  const all = readFileSync(new URL(`../../sample-logs/${story}/${log}`, import.meta.url), 'utf8').split('\n');
  const own = all.filter((line) => line.includes(machine.id) || line.includes(machine.ip));
  const lines = own.slice(placeOf(own, from), until === undefined ? undefined : placeOf(own, until));
  return lines.map((line) => stamped(line, new Date()));
}

/** The same of a machine with another last number. */
export function renamed(lines: readonly string[], number: { mac: string; ip: string }): string[] {
  return lines.map((line) => line.replaceAll(machine.id, number.mac).replaceAll(machine.ip, number.ip));
}

function placeOf(lines: readonly string[], text: string): number {
  const place = lines.findIndex((line) => line.includes(text));
  if (place < 0) throw new Error(`no line has ${text}`);
  return place;
}

/** `Nov 21 01:05:17 …` or `… [21/Nov/2026:01:05:41 +0000] …`, at `now` in UTC. */
function stamped(line: string, now: Date): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? [];
  return line
    .replace(/^[A-Z][a-z]{2} [ \d]\d [\d:]{8}/, `${month} ${day.replace(/^0/, ' ')} ${time}`)
    .replace(/\[\d\d\/[^\]]+\]/, `[${day}/${month}/${year}:${time} +0000]`);
}
