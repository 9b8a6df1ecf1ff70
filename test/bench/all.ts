// `npm run bench`: every bench, one after the other, each in a process of its own. What is said to it (--rounds 9, --check) goes to each;
// --page FILE writes their figures into that page of the docs, and --only syslog,start runs those alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { withFigures, type Kept } from './page.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, page: { type: 'string' }, rounds: { type: 'string' }, check: { type: 'boolean' } },
});
const passedOn = [...(values.rounds === undefined ? [] : ['--rounds', values.rounds]), ...(values.check ? ['--check'] : [])];
const chosen = values.only === undefined ? benches : values.only.split(',');

/** Its figures; undefined when it wrote none. */
async function runBench(name: string, folder: string): Promise<Kept | undefined> {
  const [script, json] = [fileURLToPath(new URL(`${name}.ts`, import.meta.url)), join(folder, `${name}.json`)];
  const child = spawn(process.execPath, [script, '--json', json, ...passedOn], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exitCode = 1;
  return existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as Kept) : undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'checklist-benches-'));
try {
  const kept = new Map<string, Kept>();
  for (const name of chosen) {
    const figures = await runBench(name, folder);
    if (figures) kept.set(name, figures);
  }
  if (values.page !== undefined) writeFileSync(values.page, withFigures(readFileSync(values.page, 'utf8'), kept));
} finally {
  rmSync(folder, { recursive: true });
}
