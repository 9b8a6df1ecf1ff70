// The scripts of package.json.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../program.ts';

test('scripts look up programs again after the set-up, which may have installed them', async () => {
  const { scripts } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const late = Object.values(scripts).flatMap((script) => script.split(' && ').slice(script.includes('setup.mjs') ? 1 : 0));
  expect(late.filter((command) => command.startsWith('node '))).toEqual([]);
  expect(late.filter((command) => command.startsWith('env node ')).length).toBeGreaterThan(3);
});
