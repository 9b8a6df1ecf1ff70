// `npm run bench:limits`: 100,000 open runs whose limits all pass within ten seconds, by the service's own clock and with a store: how late each is told,
// counted from when it is due. The clock stays two seconds behind on purpose, so that a line that takes a moment to arrive is not late: those are due too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../server/log.ts';
import { Monitor } from '../../server/monitor.ts';
import type { Change, Sink } from '../../server/sinks/sink.ts';
import { graceMs, LimitClock } from '../../server/sources/limit-clock.ts';
import { openHistory } from '../../server/store/history.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../state-machines/workflows.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import { judge, keepFigures, note, percentile } from './rounds.ts';

const runs = 100_000;
const withinMs = 10_000;
/** Until the first limit: so long may it take to open the runs. */
const leadMs = 15_000;
const limitMs = (builtInWorkflows.get(defaultWorkflowName)?.stages.find(({ name }) => name === 'DHCPDISCOVER')?.limitSeconds ?? NaN) * 1000;

/** When each was told after it was due. */
class Lateness implements Sink {
  readonly name = 'lateness';
  readonly tookMs: number[] = [];
  private readonly all = Promise.withResolvers<void>();
  readonly allTold = this.all.promise;

  take(change: Change): void {
    if (change.type !== 'transition' || change.transition.kind !== 'late') return;
    this.tookMs.push(Date.now() - change.transition.observedAtMs - graceMs);
    if (this.tookMs.length === runs) this.all.resolve();
  }

  async close(): Promise<void> {}
}

/** Asks for an address, so that its limit passes in its turn. */
function request(n: number, firstMs: number): Observation {
  const atMs = Math.round(firstMs + (n / runs) * withinMs);
  const mac = `52:54:${[24, 16, 8, 0].map((shift) => ((n >> shift) & 255).toString(16).padStart(2, '0')).join(':')}`;
  const evidence = { source: 'messages', line: n + 1, offset: n * 90, text: `dhcpd[127]: DHCPDISCOVER from ${mac} via eth0` };
  return { who: { mac }, sight: { kind: 'dhcp', message: 'DISCOVER', note: null }, observedAtMs: atMs, receivedAtMs: atMs, evidence };
}

const folder = mkdtempSync(join(tmpdir(), 'checklist-limits-'));
try {
  const log = createLog({ debug: false, quiet: true });
  const history = openHistory({ path: join(folder, 'checklist.db'), keepDays: 30, keepRuns: 10, log, nowMs: Date.now });
  const told = new Lateness();
  const { recorder, state } = history;
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, sinks: [told], log, recorder, state });
  const working = monitor.run();
  const firstMs = Date.now() + leadMs - graceMs - limitMs;
  for (let n = 0; n < runs; n++) await monitor.queue.push({ kind: 'observation', observation: request(n, firstMs) });
  while (monitor.dispatcher.counters.observations < runs) await new Promise((resolve) => setTimeout(resolve, 10));
  const clock = new LimitClock(Date.now);
  clock.start((item) => monitor.queue.push(item));
  const cpu = process.cpuUsage();
  await told.allTold;
  const { user, system } = process.cpuUsage(cpu);
  clock.stop();
  monitor.queue.close();
  await working;
  history.close();
  const { tookMs } = told;
  const figures = { p50: percentile(tookMs, 0.5), p99: percentile(tookMs, 0.99), last: percentile(tookMs, 1) };
  note(`${runs.toLocaleString('en')} limits that pass within ${withinMs / 1000} s: told after they are due`, 'ms', figures);
  note('for each of them, with the store', 'µs of CPU', { CPU: (user + system) / runs });
  judge({ what: 'p99 of what is told late', value: figures.p99, unit: 'ms', goal: 50, better: 'less' });
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
