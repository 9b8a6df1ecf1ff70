// `npm run bench:start`: the service as a process of its own, until it says that it is ready and answers: without anything stored, and with 100,000
// backends in the middle of their installs; beside a bare Fastify server. What V8 compiled is there already, as at every start but the first.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.ts';
import { startProcess, startProgram, type Program } from '../program.ts';
import { compare, judge, keepFigures, note } from './rounds.ts';
import { storeRuns } from './stored-runs.ts';

const backends = Number(process.env['BACKENDS'] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'checklist-start-'));
const port = await freePort();
const memory: Record<string, number> = {};

/** A folder with settings that read nothing: a start is the program's and the store's. */
function service(name: string): string {
  const own = join(folder, name);
  const settings = {
    sources: [],
    inventory: {},
    log: { path: 'checklist.log' },
    store: { path: 'checklist.db' },
    http: { port },
    mqtt: { port: 0 },
  };
  mkdirSync(own);
  writeFileSync(join(own, 'checklist.yaml'), JSON.stringify(settings));
  return own;
}

async function startAndEnd(name: string, program: Program, isReady: RegExp, path = '/'): Promise<void> {
  await program.printed(isReady);
  await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  const [, kB] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.child.pid}/status`, 'utf8')) ?? [];
  memory[name] = Math.round(Number(kB) / 1000);
  // What is measured ends here; its end is of no interest, and leaves the store as it was.
  program.child.kill('SIGKILL');
  await program.ended;
}

const serve = (name: string, cwd: string) => ({
  name,
  run: () => startAndEnd(name, startProgram(['serve', '-c', 'checklist.yaml'], { cwd }), /dashboard: http/, '/healthz'),
});

try {
  const [empty, full] = [service('empty'), service('full')];
  const stored = join(folder, 'stored.db');
  await storeRuns(stored, backends);
  copyFileSync(stored, join(full, 'checklist.db'));
  // The first start leaves what was compiled to the others, when it ends in peace.
  const first = startProgram(['serve', '-c', 'checklist.yaml'], { cwd: empty });
  await first.printed(/dashboard: http/);
  first.child.kill('SIGTERM');
  await first.ended;
  const [bare, ours, many] = [
    'a bare Fastify server',
    'ours, nothing stored',
    `ours, ${backends.toLocaleString('en')} backends in open runs`,
  ];
  const bareServer = fileURLToPath(new URL('bare-server.ts', import.meta.url));
  const figures = await compare({
    title: 'from the start of the process to its first answer',
    unit: 'starts',
    count: 1,
    rows: [
      { name: bare, run: () => startAndEnd(bare, startProcess(process.execPath, [bareServer, String(port)]), /listens/) },
      serve(ours, empty),
      serve(many, full),
    ],
  });
  note('resident memory when it is ready', 'MB', memory);
  note('the store', 'MB', {
    [`of ${backends.toLocaleString('en')} open runs, with seven transitions each`]: Math.round(statSync(stored).size / 1e6),
  });
  const secondsOf = (row: string): number => figures.find(({ name }) => name === row)?.medianSeconds ?? NaN;
  judge({ what: 'a start with nothing stored', value: secondsOf(ours), unit: 's', goal: 0.7, better: 'less' });
  judge({ what: 'a start with 100,000 backends', value: secondsOf(many), unit: 's', goal: 3, better: 'less' });
  judge({
    what: 'a start with nothing stored',
    value: secondsOf(ours) / secondsOf(bare),
    unit: '× a bare server',
    better: 'less',
    floor: 4,
  });
  judge({
    what: 'a start with 100,000 backends',
    value: secondsOf(many) / secondsOf(ours),
    unit: '× an empty one',
    better: 'less',
    floor: 16,
  });
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
