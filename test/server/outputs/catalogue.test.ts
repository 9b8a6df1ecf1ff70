import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { outputCatalogue } from '../../../server/outputs/catalogue.ts';
import { repository } from '../../program.ts';

it('lists every output that has a folder, each under its own name', () => {
  const folders = globSync('server/outputs/*/description.ts', { cwd: repository }).filter((file) => !file.includes('/contract/'));
  expect(outputCatalogue).toHaveLength(folders.length);
  expect(new Set(outputCatalogue.map(({ name }) => name)).size).toBe(folders.length);
});
