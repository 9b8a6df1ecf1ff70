// `npm run bench:check-ins`: 10,000 check-ins a second for ten seconds, then the service is killed; what was acknowledged must be in its store,
// once. Beside it, requests of 10 MB and slow ones. Figures are this machine's: the load runs on it too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { load } from './check-in-load.ts';
import { startLoadedService, storedReports } from './loaded-service.ts';

const perSecond = Number(process.argv[2] ?? 10_000);
const seconds = Number(process.argv[3] ?? 10);
const machines = 1_000;
const folder = mkdtempSync(join(tmpdir(), 'checklist-check-ins-'));
const port = await freePort();
const service = await startLoadedService(folder, port, machines);
const result = await load({ port, count: perSecond * seconds, perSecond, connections: 4_000, machines });
service.child.kill('SIGKILL');
await service.ended;
const stored = storedReports(folder);
const known = new Set(stored);
const lost = result.acknowledged.filter((n) => !known.has(n));
const answers = [...result.answers].map(([status, count]) => `${count.toLocaleString('en')} × ${status || 'none'}`).join(', ');
process.stdout.write(
  [
    `${(perSecond * seconds).toLocaleString('en')} check-ins in ${result.seconds.toFixed(1)} s: ${answers}`,
    `acknowledged ${Math.round(result.acknowledged.length / result.seconds).toLocaleString('en')} a second`,
    `lost of those acknowledged: ${lost.length}; doubled: ${stored.length - known.size}; 503 without Retry-After: ${result.rude}`,
    '',
  ].join('\n'),
);
rmSync(folder, { recursive: true });
process.exitCode = lost.length + result.rude + (stored.length - known.size) === 0 ? 0 : 1;
