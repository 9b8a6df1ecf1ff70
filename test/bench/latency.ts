// `npm run bench:latency`: how long a line of the syslog takes to those who watch: as a frame of the live feed, whole or the dashboard's, beside the same
// line through `tail -F`. The same lines in the same run, by the same clock, each reader a process of its own; 2,000 machines install, in a storm and
// when all is quiet. --seconds 10 for each.
import { parseArgs } from 'node:util';
import { startFollowedService } from './followed-service.ts';
import { startReader } from './line-reader.ts';
import { NumberedLines } from './numbered-lines.ts';
import { coreShareOf } from './process-cost.ts';
import { judge, keepFigures, note, percentile } from './rounds.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } }, strict: false });
const seconds = Number(values['seconds']);
const machines = 2_000;
const paces = [
  { name: 'storm', perSecond: 500 },
  { name: 'quiet', perSecond: 20 },
];
const settleMs = 1_000;

const service = await startFollowedService(machines);
const socket = `${service.url.replace('http', 'ws')}/ws`;
try {
  const lines = new NumberedLines(service.path, machines);
  lines.writeOne();
  const readers = {
    'tail -F': await startReader('tail', service.path),
    'whole feed': await startReader('feed', socket),
    "dashboard's feed": await startReader('feed', `${socket}?view=summary`),
  };
  // Until code has been compiled and machines are known.
  await lines.write({ perSecond: 300, seconds: 3 });
  const parts = [];
  for (const { name, perSecond } of paces) {
    const from = lines.count;
    const share = await coreShareOf(service.pid, () => lines.write({ perSecond, seconds }));
    parts.push({ name, perSecond, share, from, to: lines.count });
  }
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const arrivals = await Promise.all(Object.entries(readers).map(async ([who, reader]) => [who, await reader.arrivals()] as const));
  for (const { name, perSecond, share, from, to } of parts) {
    const figures: Record<string, number> = {};
    for (const [who, came] of arrivals) {
      const tookMs = lines.latencies(came, { from, to });
      figures[`${who}, p50`] = percentile(tookMs, 0.5);
      figures[`${who}, p99`] = percentile(tookMs, 0.99);
    }
    note(`${name}, ${perSecond} lines/s of ${machines.toLocaleString('en')} machines: from a line's append to its reader`, 'ms', figures);
    note(`the service meanwhile, ${perSecond} lines/s`, '% of a core', { CPU: share * 100 });
    for (const who of ['whole feed', "dashboard's feed"]) {
      const ratio = (figures[`${who}, p50`] ?? NaN) / (figures['tail -F, p50'] ?? NaN);
      judge({
        what: `${name}, ${who}: p50`,
        value: ratio,
        unit: '× tail -F',
        goal: 3,
        better: 'less',
        ...(who === 'whole feed' && { floor: 30 }),
      });
      judge({ what: `${name}, ${who}: p99`, value: figures[`${who}, p99`] ?? NaN, unit: 'ms', goal: 25, better: 'less' });
    }
  }
  keepFigures();
} finally {
  await service.remove();
}
