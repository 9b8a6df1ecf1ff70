// `npm run bench:check-ins`: as many check-ins as a server takes, beside a bare one that stores nothing; then 10,000 a second for ten seconds, after
// which the service is killed: what was acknowledged must be in its store, once. Figures are this machine's: the load runs on it too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.ts';
import { startProcess } from '../program.ts';
import { load } from './check-in-load.ts';
import { startLoadedService, storedReports } from './loaded-service.ts';
import { compare, keepFigures, note } from './rounds.ts';

const perSecond = 10_000;
const seconds = 10;
const machines = 1_000;
const atOnce = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'checklist-check-ins-'));
const [barePort, port] = [await freePort(), await freePort()];
const bare = startProcess(process.execPath, [fileURLToPath(new URL('bare-server.ts', import.meta.url)), String(barePort)]);
await bare.printed(/listens/);
const service = await startLoadedService(folder, port, machines);
let next = 0;

/** Each with a number that none had before. */
async function flood(toPort: number): Promise<void> {
  await load({ port: toPort, count: atOnce, perSecond: Infinity, connections: 1_000, machines, from: next });
  next += atOnce;
}

try {
  await compare({
    title: `${atOnce.toLocaleString('en')} check-ins as fast as they are answered, of 1,000 machines`,
    unit: 'check-ins',
    count: atOnce,
    rows: [
      { name: 'a bare Fastify server, nothing stored', run: () => flood(barePort) },
      { name: 'ours: 202 when it is stored', run: () => flood(port) },
    ],
  });
  bare.child.kill();
  const result = await load({ port, count: perSecond * seconds, perSecond, connections: 4_000, machines, from: next });
  service.child.kill('SIGKILL');
  await service.ended;
  const stored = storedReports(folder).filter((n) => n >= next);
  const known = new Set(stored);
  const lost = result.acknowledged.filter((n) => !known.has(n)).length;
  const doubled = stored.length - known.size;
  const answers = [...result.answers].map(([status, count]) => [status === 0 ? 'no answer' : `answered ${status}`, count] as const);
  note(`${perSecond.toLocaleString('en')} a second for ${seconds} s, in ${result.seconds.toFixed(2)} s; then killed`, 'check-ins', {
    ...Object.fromEntries(answers),
    'acknowledged each second': Math.round(result.acknowledged.length / result.seconds),
    'acknowledged and lost': lost,
    'stored twice': doubled,
    '503 without Retry-After': result.rude,
  });
  keepFigures();
  process.exitCode = lost + result.rude + doubled === 0 ? 0 : 1;
} finally {
  bare.child.kill();
  service.child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}
