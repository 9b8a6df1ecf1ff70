// Writes a story out as daemons, logrotate and machines do, in a process of its own: in pieces, with pauses, with rotations between.
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readRecordedMessage } from '../../server/inputs/health/health.ts';
import { Gate } from './gate.ts';
import { logNames, type LogName } from './markers.ts';
import { Publisher } from './publisher.ts';
import { Random } from './random.ts';
import { brokerUrl, copyFolder, loadRound, logPath, serviceUrl } from './round-files.ts';
import { Rotator } from './rotator.ts';
import { readStory, type StoryLine } from './story-lines.ts';
import type { Counts, Order, Report } from './talk.ts';
import { WrittenLog } from './written-log.ts';

const round = loadRound(process.argv[2]);
const story = readStory(round.plan.story);
const beganAtMs = story[0]?.atMs ?? 0;
const random = new Random(round.plan.seed ^ 0x5eed);
const counts: Counts = {
  lines: 0,
  messages: 0,
  markers: 0,
  stuck: [],
  rotations: { rename: 0, twice: 0, gzip: 0, delete: 0, copytruncate: 0, reboot: 0 },
  atRisk: 0,
};
const newLog = (name: LogName) =>
  new WrittenLog({ path: logPath(round, name), copy: join(copyFolder(round), name), naming: round.plan.naming, beganAtMs });
const logs = { messages: newLog('messages'), access_log: newLog('access_log'), ssl_access_log: newLog('ssl_access_log') };
const tell = (report: Report): void => void process.send?.(report);
const publisher = new Publisher(brokerUrl(round), join(copyFolder(round), 'mqtt.jsonl'), () => tell({ publishing: true }));
const gate = new Gate({ url: serviceUrl(round), logs, publisher, counts });
const rotator = new Rotator({ logs, gate, random, counts, copyTruncate: round.plan.copyTruncate });
let wasUp: () => void = () => {};
const firstUp = new Promise<void>((resolve) => (wasUp = resolve));

async function writeAll(): Promise<void> {
  if (round.plan.from === 'end') await firstUp;
  for (let next = 0; next < story.length;) {
    next += await writeSome(next);
    tell({ written: next, of: story.length });
    await rotator.perhaps();
    if (gate.wasUp && random.chance(0.06)) await gate.say(story[next - 1]?.atMs ?? 0);
    if (random.chance(0.5)) await pause(random.integer(0, 20));
  }
}

/** How many lines it was. */
async function writeSome(from: number): Promise<number> {
  const first = story[from];
  if (!first) return 1;
  await gate.before(first.source, first.atMs);
  if (first.source === 'mqtt') return publishRecorded(first);
  const lines = story.slice(from, from + (random.chance(0.2) ? random.integer(2, 6) : 1));
  const others = lines.findIndex(({ source }) => source !== first.source);
  return writeLines(first.source, others < 0 ? lines : lines.slice(0, others));
}

async function publishRecorded({ text, atMs }: StoryLine): Promise<number> {
  await firstUp;
  const { topic, payload } = readRecordedMessage(text) ?? { topic: '', payload: '' };
  await gate.before('mqtt', Infinity);
  counts.messages++;
  if (!(await publisher.publish({ topic, payload, atMs }))) counts.stuck.push(`the message of ${topic} was not acknowledged`);
  return 1;
}

async function writeLines(name: LogName, lines: readonly StoryLine[]): Promise<number> {
  const texts = lines.map(({ text }) => text);
  const bytes = Buffer.byteLength(texts.join('\n')) + 1;
  const cut = random.chance(0.25) ? random.integer(1, bytes - 1) : undefined;
  const finish = logs[name].write(texts, lines[0]?.atMs ?? 0, cut);
  if (cut !== undefined) {
    await pause(random.integer(0, 40));
    finish();
  }
  counts.lines += lines.length;
  return lines.length;
}

async function obey(order: Order): Promise<void> {
  if (order.kind === 'service') {
    gate.state = order.state;
    gate.wasUp ||= order.state === 'up';
    if (gate.wasUp) wasUp();
  } else if (order.kind === 'quiet') {
    await publisher.pause();
    await gate.heard();
  } else if (order.kind === 'publish') publisher.goOn();
  else if (order.kind === 'rotate') rotator.all();
  else await finishAll();
  tell({ answer: order.number, counts });
}

async function finishAll(): Promise<void> {
  await written;
  await gate.say(story.at(-1)?.atMs ?? 0);
  for (const name of logNames) await gate.pass(name);
  await gate.heard();
}

process.on('message', (order: Order) => void obey(order));
const written = writeAll();
await once(process, 'disconnect');
process.exit(0);
