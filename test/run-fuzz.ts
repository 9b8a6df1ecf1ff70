// `npm run fuzz [-- --seed N] [--times N] [PART OF A PATH…]`: every test with random inputs, from a random seed and longer than `npm test` runs
// it. The seed is printed first and again after a failure; with `--seed` a run is repeated.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { repository } from './program.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, times: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const files = globSync('test/**/*.test.ts', { cwd: repository })
  .filter((file) => /from '.*\/(?:fuzzing|provider-contract)\.ts'/.test(readFileSync(repository + file, 'utf8')))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)));
if (files.length === 0) throw new Error(`no test with random inputs has ${positionals.join(' or ')} in its path`);

process.stdout.write(`seed ${seed}, ${values.times} times as long as in npm test; ${files.length} files\n`);
const { status } = spawnSync('vitest', ['run', '--config', 'test/vitest.config.ts', '--testTimeout', '0', ...files], {
  cwd: repository,
  env: { ...process.env, FUZZ_SEED: seed, FUZZ_TIMES: values.times },
  stdio: 'inherit',
});
if (status !== 0) process.stderr.write(`To repeat it: npm run fuzz -- --seed ${seed} --times ${values.times}\n`);
process.exitCode = status ?? 1;
