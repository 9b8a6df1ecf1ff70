// `npm run bench:idle`: what the service costs when nothing installs: 2,000 machines are online and say so once a minute, and the syslog grows by 200
// lines a second of which none is ours; beside `tail -F | grep -c` on the same file in the same time. And what an empty service holds of memory.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connectAsync } from 'mqtt';
import { fleetMachine, syslogTime } from '../fleet.ts';
import { startFollowedService } from './followed-service.ts';
import { NumberedLines, stepsWritten } from './numbered-lines.ts';
import { cpuMsOf, rssMbOf } from './process-cost.ts';
import { judge, keepFigures, note } from './rounds.ts';
import { noise } from './syslog-lines.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } }, strict: false });
const seconds = Number(values['seconds']);
const [machines, beatsPerSecond, linesPerSecond] = [2_000, 2_000 / 60, 200];
const settleMs = 3_000;
const online = JSON.stringify({ state: 'online', ssh: 'up' });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls `act` so often, spread evenly. */
async function evenly(perSecond: number, act: (n: number) => void): Promise<void> {
  const startMs = performance.now();
  for (let done = 0; done < perSecond * seconds;) {
    for (const due = ((performance.now() - startMs) * perSecond) / 1000; done < due; done++) act(done);
    await pause(1000 / perSecond / 2);
  }
}

/** What an empty service holds. */
async function emptyRssMb(): Promise<number> {
  const service = await startFollowedService(0);
  await pause(settleMs);
  const rssMb = rssMbOf(service.pid);
  await service.remove();
  return rssMb;
}

const emptyMb = await emptyRssMb();
const service = await startFollowedService(machines);
const tail = spawn('tail', ['-n', '0', '-F', service.path], { stdio: ['ignore', 'pipe', 'inherit'] });
const grep = spawn('grep', ['-cE', 'dhcpd|tftpd'], { stdio: [tail.stdout, 'ignore', 'inherit'] });
const broker = await connectAsync(service.brokerUrl);
try {
  // Each has booted its installer, and is online then.
  const lines = new NumberedLines(service.path, machines);
  for (let n = 0; n < machines * stepsWritten; n++) lines.writeOne();
  for (let n = 0; n < machines; n++) await broker.publishAsync(`health/${fleetMachine(n).ip}`, online, { qos: 1 });
  await pause(settleMs);
  const pids = { service: [service.pid], 'tail -F | grep -c': [tail.pid ?? 0, grep.pid ?? 0] };
  const cpuMs = (): number[] => Object.values(pids).map((of) => of.reduce((sum, pid) => sum + cpuMsOf(pid), 0));
  const [before, startMs] = [cpuMs(), performance.now()];
  await Promise.all([
    evenly(linesPerSecond, (n) => appendFileSync(service.path, `${syslogTime(new Date())} frontend-0-0 ${noise[n % noise.length]}\n`)),
    evenly(beatsPerSecond, (n) => void broker.publishAsync(`health/${fleetMachine(n % machines).ip}`, online, { qos: 1 })),
  ]);
  const tookMs = performance.now() - startMs;
  const [ours, others] = cpuMs().map((ms, i) => ((ms - (before[i] ?? 0)) / tookMs) * 100);
  const title = `${machines.toLocaleString('en')} machines online, each heard of once a minute; ${linesPerSecond} lines/s of others, ${seconds} s`;
  note(title, '% of a core', { ours: ours ?? NaN, 'tail -F | grep -c': others ?? NaN });
  note('memory', 'MB', { 'empty service': emptyMb, 'with the machines': rssMbOf(service.pid) });
  judge({ what: 'CPU', value: ours ?? NaN, unit: '% of a core', goal: 1, better: 'less' });
  judge({ what: 'CPU', value: (ours ?? NaN) / (others ?? NaN), unit: '× tail -F | grep -c', better: 'less', floor: 20 });
  judge({ what: 'memory of an empty service', value: emptyMb, unit: 'MB', goal: 90, better: 'less' });
  keepFigures();
} finally {
  await broker.endAsync();
  tail.kill();
  await service.remove();
}
