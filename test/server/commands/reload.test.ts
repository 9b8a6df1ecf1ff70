// SIGHUP: the site's workflow files, limits and inventory are reloaded while machines install. A broken set is refused as a whole.
import { appendFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BackendView } from '../../../state-machines/view/view.ts';
import { readFeed } from '../outputs/live-feed/feed-reader.ts';
import { tempFolders } from '../temp-folder.ts';
import { start } from './run.ts';

const newFolder = tempFolders();

async function serve() {
  const folder = newFolder();
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'workflows'));
  write('messages', '');
  write(
    'checklist.yaml',
    'sources: [{ type: syslog, path: messages }]\nworkflows: workflows\ninventory: { file: inventory.yaml }\n' +
      'store: { path: checklist.db }\nlog: { path: checklist.log }\nhttp: { port: 0 }\nmqtt: { port: 0 }\n',
  );
  write('inventory.yaml', inventory(''));
  const program = start(['serve', '-c', join(folder, 'checklist.yaml')], folder);
  const [, url = ''] = await program.printed(/dashboard: (http:[\w.:/]+)/);
  const ask = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
  const asks = (file: string): void =>
    appendFileSync(
      join(folder, 'messages'),
      `${new Date().toISOString()} frontend-0-0 in.tftpd[5]: RRQ from 10.1.1.130 filename ${file}\n`,
    );
  const limitOf = async (stage: string): Promise<number | null | undefined> => {
    const { runs } = (await ask('/api/v1/backends/backend-1-0')) as BackendView;
    return runs.at(-1)?.stages.find(({ name }) => name === stage)?.limitSeconds;
  };
  const hangUp = (): boolean => program.child.kill('SIGHUP');
  return { folder, url, program, write, asks, ask, limitOf, hangUp };
}

const inventory = (more: string): string =>
  `backends:\n  - { host: backend-1-0, interfaces: [{ ip: 10.1.1.130 }], workflow: sles-15${more} }\n`;
const rack = (seconds: number): string =>
  `name: sles-15\nextends: sles-15\nbackends: backend-1-[0-3]\nstages:\n  - { name: Initrd_RRQ, limitSeconds: ${seconds} }\n`;

it('a group’s limits come into force under way; a broken file changes nothing, and is told with file, line and reason', async () => {
  const { folder, url, program, write, asks, ask, limitOf, hangUp } = await serve();
  asks('linux');
  asks('initrd');
  await expect.poll(() => limitOf('Initrd_RRQ')).toBe(180);

  const { frames } = await readFeed(url);
  await frames.count(1);
  write('workflows/10-slow-rack.yaml', rack(900));
  hangUp();
  await expect.poll(() => limitOf('Initrd_RRQ')).toBe(900);
  await frames.until((frame, all) => frame.type === 'snapshot' && frame !== all[0]);
  const { runs } = (await ask('/api/v1/backends/backend-1-0')) as BackendView;
  const run = runs.at(-1);
  expect(Date.parse(run?.deadline ?? '') - Date.parse(run?.stageAt ?? '')).toBe(900_000);
  expect(runs).toHaveLength(1);

  write('workflows/20-broken.yaml', 'name: sles-15\nextends: sles-15\nstages:\n  - name: Root_Sent\n    limitSeconds: soon\n');
  write('workflows/10-slow-rack.yaml', rack(5));
  hangUp();
  const broken = `${join(folder, 'workflows/20-broken.yaml')}:5: stages.0.limitSeconds: Invalid input: expected number, received string`;
  await program.printed(/remain in force; the new version is invalid/);
  expect(await ask('/healthz')).toEqual({
    status: 'trouble',
    troubles: [`the previous settings, workflows and inventory remain in force; the new version is invalid: ${broken}`],
  });
  asks('initrd');
  asks('linux');
  expect(await limitOf('Initrd_RRQ')).toBe(900);

  rmSync(join(folder, 'workflows/20-broken.yaml'));
  write('workflows/10-slow-rack.yaml', rack(800));
  write('inventory.yaml', inventory(', limits: { TFTP_RRQ: 77 }'));
  hangUp();
  await expect.poll(() => limitOf('Initrd_RRQ')).toBe(800);
  expect(await limitOf('TFTP_RRQ')).toBe(77);
  expect(await ask('/healthz')).toEqual({ status: 'ok', troubles: [] });
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});
