// `npm run bench:limits`: 100,000 open runs whose limits all pass within ten seconds, by the service's own clock, with a store and without: how late each is told,
// counted from when it is due. The clock stays two seconds behind on purpose, so that a line that takes a moment to arrive is not late: those are due too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import type { Change } from '../../server/core/change.ts';
import type { Output } from '../../server/outputs/contract/output.ts';
import { graceMs, LimitClock } from '../../server/service/limit-clock.ts';
import { openHistory } from '../../server/store/history.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../state-machines/workflow/built-in.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import { judge, keepFigures, note, percentile } from './rounds.ts';
import { readingOf } from '../../server/core/queue.ts';

const runs = 100_000;
const withinMs = 10_000;
/** Until the first limit: so long may it take to open the runs. */
const leadMs = 15_000;
const limitMs = (builtInWorkflows.get(defaultWorkflowName)?.stages.find(({ name }) => name === 'DHCPDISCOVER')?.limitSeconds ?? NaN) * 1000;

/** When each was told after it was due. */
class Lateness implements Output {
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

interface Told {
  tookMs: number[];
  cpuMicroseconds: number;
}

async function letThemPass(path: string | null): Promise<Told> {
  const log = createLog({ debug: false, quiet: true });
  const history = path === null ? undefined : openHistory({ path, keepDays: 30, keepRuns: 10, log, nowMs: Date.now });
  const told = new Lateness();
  const { recorder, state } = history ?? {};
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [told], log, recorder, state });
  const working = monitor.run();
  const firstMs = Date.now() + leadMs - graceMs - limitMs;
  for (let n = 0; n < runs; n++) await monitor.queue.push(readingOf(request(n, firstMs)));
  while (monitor.dispatcher.counters.observations < runs) await new Promise((resolve) => setTimeout(resolve, 10));
  const clock = new LimitClock(Date.now, undefined, () => monitor.dispatcher.nextDueMs);
  clock.start((item) => monitor.queue.push(item));
  const cpu = process.cpuUsage();
  await told.allTold;
  const { user, system } = process.cpuUsage(cpu);
  clock.stop();
  monitor.queue.close();
  await working;
  history?.close();
  return { tookMs: told.tookMs, cpuMicroseconds: user + system };
}

const folder = mkdtempSync(join(tmpdir(), 'checklist-limits-'));
try {
  for (const [how, path] of [
    ['in memory', null],
    ['with a store', join(folder, 'checklist.db')],
  ] as const) {
    const { tookMs, cpuMicroseconds } = await letThemPass(path);
    const [p50, p99, last] = [0.5, 0.99, 1].map((part) => percentile(tookMs, part));
    note(`${runs.toLocaleString('en')} limits that pass within ${withinMs / 1000} s, ${how}: published after they are due`, 'ms', {
      p50: p50 ?? NaN,
      p99: p99 ?? NaN,
      last: last ?? NaN,
    });
    note(`each of them, ${how}`, 'µs of CPU', { CPU: cpuMicroseconds / runs });
    judge({ what: `${how}: p99`, value: p99 ?? NaN, unit: 'ms after it is due', goal: 50, better: 'less' });
  }
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
