// Plays recorded stories as if they happened now: each line is written to its log at its time, with that time as its timestamp and the machine
// renamed, so that several stories can be played in parallel.
import { readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';
import { createAccessLogParser } from '../../inputs/web-logs/access-log.ts';
import { knownLogs } from '../../inputs/catalogue.ts';
import { packageRoot } from '../../service/version.ts';
import { timeOf } from '../../inputs/contract/parser.ts';

/** Maps machines of stories to machines of the demo, by the last number of name, MAC and address. */
const cast = [
  { story: 'four-at-once', part: 0, as: 0 },
  { story: 'four-at-once', part: 1, as: 1 },
  { story: 'four-at-once', part: 2, as: 2 },
  { story: 'four-at-once', part: 3, as: 3 },
  { story: 'profile-500', part: 0, as: 4 },
  { story: 'profile-500', part: 1, as: 5 },
  { story: 'silent-death', part: 0, as: 6 },
  { story: 'silent-death', part: 1, as: 7 },
] as const;

/** The lab had no AutoYaST that could stall: this is what the agent would have reported for the machine that hung there. In seconds of the story. */
const stall = {
  as: 7,
  atSeconds: 60,
  payload: { systest: 'Installation_Stalled', flag: 'False', msg: 'YPushButton.cc: package libzypp not found on medium' },
};

const hex = (n: number): string => n.toString(16).padStart(2, '0');
const identity = (n: number) => ({
  host: `backend-0-${n}`,
  ip: `10.1.1.${101 + n}`,
  mac: `52:54:00:aa:00:${hex(16 + n)}`,
  dashedMac: `52-54-00-aa-00-${hex(16 + n)}`,
  hexIp: `0A0101${hex(101 + n).toUpperCase()}`,
});

export function demoInventory(): object {
  const files = { install: { kernel: 'vmlinuz-sles-12-sp3-x86_64', ramdisk: 'initrd-sles-12-sp3-x86_64' }, os: { kernel: 'chain.c32' } };
  const backends = cast.map(({ as }) => {
    const { host, ip, mac } = identity(as);
    return { host, interfaces: [{ mac, ip }], workflow: 'stacki-sles-12', ...files };
  });
  return { backends };
}

/** Something that happens `atMs` after the start of its story; `play` gets the time at which it is played. */
interface Act {
  atMs: number;
  play: (now: Date) => Promise<void>;
}

export interface Stage {
  logs: { messages: string; access_log: string; ssl_access_log: string };
  /** How many times faster than recorded. */
  speed: number;
  broker: string;
  signal: AbortSignal;
}

/** Resolves when everything is played; rejects when `signal` aborts. */
export async function playStories({ logs, speed, broker, signal }: Stage): Promise<void> {
  const client = await mqtt.connectAsync(broker);
  try {
    const acts = cast.flatMap((role) => actsOf(role, logs, client)).toSorted((a, b) => a.atMs - b.atMs);
    const startMs = Date.now();
    for (const { atMs, play } of acts) {
      await pause(Math.max(0, startMs + atMs / speed - Date.now()), undefined, { signal });
      await play(new Date());
    }
  } finally {
    await client.endAsync(true);
  }
}

function actsOf(role: (typeof cast)[number], logs: Stage['logs'], client: mqtt.MqttClient): Act[] {
  const rename = renaming(role.part, role.as);
  const { ip, mac } = identity(role.part);
  const folder = `${packageRoot}sample-logs/${role.story}`;
  const syslog = knownLogs.createParser('syslog', { timeZone: 'UTC', nowMs: Date.now, year: 2026 });
  const access = createAccessLogParser();
  const lines = (name: keyof typeof logs, parser: typeof access, stamped: (line: string, now: Date) => string) =>
    readLines(`${folder}/${name}`)
      .filter((text) => new RegExp(`${ip.replaceAll('.', '\\.')}(?!\\d)|${mac}`).test(text))
      .flatMap((text) => {
        const atMs = timeOf(parser.parse({ text, source: name, number: null, offset: null, receivedAtMs: 0 }));
        return atMs === null ? [] : [{ atMs, play: (now: Date) => appendFile(logs[name], `${stamped(rename(text), now)}\n`) }];
      });
  const acts: Act[] = [
    ...lines('messages', syslog, (text, now) => text.replace(/^\w{3} +\d+ [\d:]{8}/, syslogStamp(now))),
    ...lines('access_log', access, (text, now) => text.replace(/\[[^\]]+\]/, accessStamp(now))),
    ...lines('ssl_access_log', access, (text, now) => text.replace(/\[[^\]]+\]/, accessStamp(now))),
    ...readLines(`${folder}/mqtt.jsonl`)
      .map((text) => JSON.parse(text) as { timestamp: number; topic: string; payload: string })
      .filter(({ topic }) => topic.endsWith(`/${ip}`))
      .map(({ timestamp, topic, payload }) => ({ atMs: timestamp * 1000, play: publish(client, rename(topic), payload) })),
  ];
  const beginMs = Math.min(...acts.map((act) => act.atMs));
  const shifted = acts.map((act) => ({ ...act, atMs: act.atMs - beginMs }));
  if (role.as !== stall.as) return shifted;
  return [
    ...shifted,
    { atMs: stall.atSeconds * 1000, play: publish(client, `health/${identity(role.as).ip}`, JSON.stringify(stall.payload)) },
  ];
}

function publish(client: mqtt.MqttClient, topic: string, payload: string): () => Promise<void> {
  return async () => void (await client.publishAsync(topic, payload, { qos: 1 }));
}

function renaming(from: number, to: number): (text: string) => string {
  const old = identity(from);
  const fresh = identity(to);
  return (text) => Object.keys(old).reduce((t, key) => t.replaceAll(old[key as keyof typeof old], fresh[key as keyof typeof fresh]), text);
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

const month = (now: Date): string => now.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });

/** `Nov 21 01:05:17` */
function syslogStamp(now: Date): string {
  return `${month(now)} ${String(now.getUTCDate()).padStart(2, ' ')} ${now.toISOString().slice(11, 19)}`;
}

/** `[21/Nov/2026:01:05:41 +0000]` */
function accessStamp(now: Date): string {
  return `[${String(now.getUTCDate()).padStart(2, '0')}/${month(now)}/${now.getUTCFullYear()}:${now.toISOString().slice(11, 19)} +0000]`;
}
