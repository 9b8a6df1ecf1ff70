import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildOf, version } from '../../../server/service/version.ts';
import { tempFolders } from '../temp-folder.ts';

const newFolder = tempFolders();

const build = (page: string): string => {
  const folder = newFolder();
  writeFileSync(join(folder, 'index.html'), page);
  return buildOf(folder);
};

it('another build of the dashboard is another version; the same one is the same', () => {
  const first = build('<script src="/assets/index-a.js">');
  expect(first).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
  expect(build('<script src="/assets/index-a.js">')).toBe(first);
  expect(build('<script src="/assets/index-b.js">')).not.toBe(first);
});

it('a dashboard that is not built has the plain version', () => {
  expect(buildOf(newFolder())).toBe(version);
});
