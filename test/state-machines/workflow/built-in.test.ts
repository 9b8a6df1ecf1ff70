import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtInWorkflows, defaultWorkflowName } from '../../../state-machines/workflow/built-in.ts';

const folder = join(import.meta.dirname, '../../../state-machines/workflows');

it('lists every workflow of the folder', () => {
  const names = readdirSync(folder).flatMap((file) => {
    const [, name] = /^export const \w+ = \{\n {2}name: '([^']+)'/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    return name === undefined ? [] : [name];
  });
  expect(names.length).toBeGreaterThan(20);
  expect([...builtInWorkflows.keys()].toSorted()).toEqual(names.toSorted());
});

it('each under its own name, the default one among them', () => {
  for (const [name, workflow] of builtInWorkflows) expect(workflow.name).toBe(name);
  expect(builtInWorkflows.has(defaultWorkflowName)).toBe(true);
});
