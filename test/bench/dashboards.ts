// `npm run bench:dashboards`: 300 dashboards that listen to 500 transitions a second, and one more that has stopped reading, beside one dashboard alone:
// how long a line takes to them, what they cost the service, and what becomes of the one that is stuck. The clients are a process of their own.
import { parseArgs } from 'node:util';
import { startFollowedService } from './followed-service.ts';
import { startReader } from './line-reader.ts';
import { NumberedLines } from './numbered-lines.ts';
import { cpuMsOf, coreShareOf, rssMbOf } from './process-cost.ts';
import { judge, keepFigures, note, percentile } from './rounds.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '25' } }, strict: false });
const seconds = Number(values['seconds']);
const [machines, perSecond, many] = [2_000, 500, 300];
const settleMs = 1_000;

const service = await startFollowedService(machines);
const feed = `${service.url.replace('http', 'ws')}/ws?view=summary`;
const lines = new NumberedLines(service.path, machines);

/** What the service says of itself at `/metrics`. */
async function figureOf(name: string): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
}

async function measure(clients: { clients: number; stuck?: number }, forSeconds: number) {
  const joinMs = cpuMsOf(service.pid);
  const reader = await startReader('feed', feed, clients);
  const joinedMs = cpuMsOf(service.pid) - joinMs;
  const from = lines.count;
  const share = await coreShareOf(service.pid, () => lines.write({ perSecond, seconds: forSeconds }));
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const dropped = await figureOf('checklist_feed_clients_dropped_total{reason="slow"}');
  const tookMs = lines.latencies(await reader.arrivals(), { from, to: lines.count });
  return { p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99), share, joinedMs, dropped, rssMb: rssMbOf(service.pid) };
}

try {
  lines.writeOne();
  await lines.write({ perSecond: 300, seconds: 3 });
  const one = await measure({ clients: 1 }, seconds / 2);
  const all = await measure({ clients: many, stuck: 1 }, seconds);
  note(`${perSecond} transitions/s: from a line's append to its frame`, 'ms', {
    'one dashboard, p50': one.p50,
    'one dashboard, p99': one.p99,
    [`each of ${many}, p50`]: all.p50,
    [`each of ${many}, p99`]: all.p99,
  });
  note('the service meanwhile', '% of a core', { 'one dashboard': one.share * 100, [`${many} dashboards`]: all.share * 100 });
  note(`${many} dashboards join, ${machines.toLocaleString('en')} machines: the service's time`, 'ms of CPU', {
    'for each': all.joinedMs / many,
  });
  note('its memory', 'MB', { 'after one dashboard': one.rssMb, [`after ${many} and the stuck one`]: all.rssMb });
  judge({ what: `${many} dashboards: p99`, value: all.p99 / one.p99, unit: '× that of one', better: 'less', floor: 8 });
  judge({ what: `${many} dashboards: the service`, value: all.share * 100, unit: '% of a core', goal: 60, better: 'less' });
  judge({ what: 'stuck dashboards that were dropped', value: all.dropped, unit: 'of 1', goal: 1, better: 'more', floor: 1 });
  judge({ what: 'memory after the stuck one', value: all.rssMb / one.rssMb, unit: '× that before', better: 'less', floor: 2.5 });
  keepFigures();
} finally {
  await service.remove();
}
