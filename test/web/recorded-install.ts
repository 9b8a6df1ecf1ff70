// Recorded installs in the parts in which they went, with another time in every line, as if they happened now or some seconds ago.
import { readFileSync } from 'node:fs';
import type { LogName } from './watched-server.ts';

export interface Machine {
  mac: string;
  ip: string;
}

/** The one that the stories are about. */
export const machine: Machine = { mac: '52:54:00:aa:00:10', ip: '10.1.1.101' };

export interface Part {
  story?: string;
  /** From the first line that has this text. */
  from?: string;
  /** To the line before the first that has this text. */
  until?: string;
  secondsAgo?: number;
}

/** The lines of a log that tell of the machine. */
export function recorded(log: LogName, { story = 'clean', from = '', until, secondsAgo = 0 }: Part = {}): string[] {
  const all = readFileSync(new URL(`../../sample-logs/${story}/${log}`, import.meta.url), 'utf8').split('\n');
  const own = all.filter((line) => line.includes(machine.mac) || line.includes(machine.ip));
  const lines = own.slice(placeOf(own, from), until === undefined ? undefined : placeOf(own, until));
  const time = new Date(Date.now() - secondsAgo * 1000);
  return lines.map((line) => stamped(line, time));
}

/** The same lines of another machine. */
export function renamed(lines: readonly string[], { mac, ip }: Machine): string[] {
  return lines.map((line) => line.replaceAll(machine.mac, mac).replaceAll(machine.ip, ip));
}

function placeOf(lines: readonly string[], text: string): number {
  const place = lines.findIndex((line) => line.includes(text));
  if (place < 0) throw new Error(`no line has ${text}`);
  return place;
}

/** `Nov 21 01:05:17 …` or `… [21/Nov/2026:01:05:41 +0000] …`, in UTC. */
function stamped(line: string, at: Date): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return line
    .replace(/^[A-Z][a-z]{2} [ \d]\d [\d:]{8}/, `${month} ${day.replace(/^0/, ' ')} ${time}`)
    .replace(/\[\d\d\/[^\]]+\]/, `[${day}/${month}/${year}:${time} +0000]`);
}
