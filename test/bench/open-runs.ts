// The memory of 100,000 open runs of 40 stages, each with seven lines seen, in bytes each. Run as `node --expose-gc open-runs.ts KIND`.
import { createActor } from 'xstate';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { machineOf } from '../../state-machines/run/machine.ts';
import { firstSnapshot } from '../../state-machines/run/step.ts';
import { parseWorkflow } from '../../state-machines/workflow/workflow.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../state-machines/workflow/built-in.ts';
import { syslogLines } from './syslog-lines.ts';
import { createSyslogParser } from '../server/inputs/readers.ts';

export const openRuns = 100_000;

const makers: Record<string, () => unknown> = {
  'a bare xstate actor': () => Array.from({ length: openRuns }, () => createActor(machineOf(workflow)).start()),
  'a bare snapshot': () => Array.from({ length: openRuns }, () => firstSnapshot(workflow)),
  'ours, with its backend and its lines': followed,
};
export const runKinds = Object.keys(makers);

const base = builtInWorkflows.get(defaultWorkflowName);
const more = Array.from({ length: 40 - (base?.stages.length ?? 0) }, (_, i) => ({
  name: `More_${i}`,
  group: 'installer',
  after: 'DHCPACK',
}));
const workflow = parseWorkflow({ name: defaultWorkflowName, extends: defaultWorkflowName, stages: more }, builtInWorkflows);

/** As the service follows them, with the line that proves each stage. */
async function followed(): Promise<Monitor> {
  const workflows = new Map([[workflow.name, workflow]]);
  const monitor = new Monitor({ workflows, inventory: undefined, outputs: [], log: createLog({ debug: false, quiet: true }) });
  const working = monitor.run();
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: Date.now });
  let number = 0;
  for (const text of syslogLines({ count: openRuns * 7, oursEvery: 1, backends: openRuns })) {
    // From bytes, as lines come.
    const line = {
      text: Buffer.from(text).toString(),
      source: 'messages',
      number: ++number,
      offset: number * 90,
      receivedAtMs: Date.now(),
    };
    const parsed = parser.parse(line);
    if (typeof parsed === 'object') await monitor.queue.push(parsed);
  }
  monitor.queue.close();
  await working;
  return monitor;
}

const [, , kind = ''] = process.argv;
const make = import.meta.main ? makers[kind] : undefined;
if (make) {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const made = await make();
  globalThis.gc?.();
  globalThis.gc?.();
  const after = process.memoryUsage();
  process.stdout.write(String(Math.round((after.heapUsed + after.external - before.heapUsed - before.external) / openRuns)));
  // Keeps what was made until it is measured.
  Reflect.ownKeys(made as object);
}
