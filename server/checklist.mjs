#!/usr/bin/env node
// The command `checklist`. Runs under any version of Node: finds one that is new enough (a checkout has its own) and starts the program, compiled
// or from source.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const inCheckout = existsSync(here('main.ts'));
const program = inCheckout ? here('main.ts') : here('../dist/server/main.js');
const newEnough = Number(process.versions.node.split('.')[0]) >= 24;

function runWith(node, args) {
  const { status, signal } = spawnSync(node, args, { stdio: 'inherit' });
  process.exit(signal ? 1 : (status ?? 1));
}

if (inCheckout && !existsSync(here('../node_modules/.package-lock.json'))) {
  const { status } = spawnSync(process.execPath, [here('setup.mjs')], { stdio: ['inherit', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
const own = here('../node_modules/.bin/node');
if (newEnough) {
  // V8's compile cache halves the startup time. Code is run from it, so its folder must not be writable by other users.
  module.enableCompileCache(process.env.CACHE_DIRECTORY?.split(':')[0] || here('../node_modules/.cache/checklist'));
  const { main } = await import(program);
  await main(process.argv);
} else if (inCheckout && existsSync(own)) runWith(own, [here('checklist.mjs'), ...process.argv.slice(2)]);
else {
  process.stderr.write(`checklist needs Node 24 or newer; this is ${process.version}\n`);
  process.exit(2);
}
