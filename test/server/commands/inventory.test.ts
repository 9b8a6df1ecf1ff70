// The inventory of a running service: read anew when its files change, in force as it was when they are broken, looked for by itself.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BackendView } from '../../../state-machines/view/view.ts';
import { tempFolders } from '../temp-folder.ts';
import { run, start } from './run.ts';

const newFolder = tempFolders();
const host = (name: string, last: string): string => `host ${name} { hardware ethernet 52:54:00:aa:00:${last}; }\n`;

async function serve(settings: string, files: Record<string, string>) {
  const folder = newFolder();
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('messages', '');
  write(
    'checklist.yaml',
    `sources: [{ type: syslog, path: messages }]\nlog: { path: checklist.log }\nhttp: { port: 0 }\nmqtt: { port: 0 }\ndns: false\n${settings}`,
  );
  for (const [name, text] of Object.entries(files)) write(name, text);
  const program = start(['serve', '-c', join(folder, 'checklist.yaml')], folder);
  const [, url = ''] = await program.printed(/dashboard: (http:[\w.:/]+)/);
  const ask = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
  const hosts = async () => ((await ask('/api/v1/backends')) as { backends: BackendView[] }).backends.map((backend) => backend.host);
  return { folder, program, write, ask, hosts };
}

it('follows its files as they change; a broken one changes nothing and is told; who vanishes stays', async () => {
  const { folder, program, write, ask, hosts } = await serve('inventory: { dhcpd: dhcpd.conf }\n', {
    'dhcpd.conf': `${host('a', '01')}include "more.conf";\n`,
    'more.conf': host('b', '02'),
  });
  expect(await hosts()).toEqual(['a', 'b']);
  write('more.conf', host('b', '02') + host('c', '03'));
  await program.printed(/the inventory has changed: 3 backends/);
  expect(await hosts()).toEqual(['a', 'b', 'c']);

  write('more.conf', 'host b {\n hardware ethernet');
  await program.printed(/more\.conf:2: a ; is missing after ethernet; its previous content remains in force/);
  expect(await ask('/healthz')).toEqual({ status: 'trouble', troubles: [expect.stringMatching(/^inventory dhcpd: .*more\.conf:2: /)] });
  expect(await hosts()).toEqual(['a', 'b', 'c']);

  write('more.conf', host('d', '04'));
  await program.printed(/the inventory has changed: 2 backends/);
  expect(await hosts()).toEqual(['a', 'b', 'c', 'd']);
  expect(await ask('/healthz')).toEqual({ status: 'ok', troubles: [] });

  rmSync(join(folder, 'dhcpd.conf'));
  await program.printed(/dhcpd\.conf: cannot be read: it does not exist; its previous content remains in force/);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

it('starts without one that can’t be read, and has it as soon as it can', async () => {
  const { program, write, ask, hosts } = await serve('inventory: { kea: kea.conf }\n', {});
  expect(await ask('/healthz')).toEqual({
    status: 'trouble',
    troubles: [expect.stringMatching(/kea\.conf: cannot be read: it does not exist; continuing without it/)],
  });
  write('kea.conf', '{ "Dhcp4": { "reservations": [ { "hw-address": "52:54:00:aa:00:01", "hostname": "a" } ] } }');
  await program.printed(/the inventory has changed: 1 backends/);
  expect(await hosts()).toEqual(['a']);
  expect(await ask('/healthz')).toEqual({ status: 'ok', troubles: [] });
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

const ours = (more: string): string => `backends:\n  - { host: a, interfaces: [{ mac: "52:54:00:aa:00:01" }]${more} }\n`;

it('limits that are wrong change nothing, are told with their line, and are forgotten when they are right', async () => {
  const { folder, program, write, ask, hosts } = await serve('inventory: { file: ours.yaml }\n', { 'ours.yaml': ours('') });
  write('ours.yaml', `${ours(', limits: { Unheard_Of: 3 }')}  - { host: b, interfaces: [{ mac: "52:54:00:aa:00:02" }] }\n`);
  await program.printed(/the previous inventory remains in force/);
  expect(await ask('/healthz')).toMatchObject({
    troubles: [expect.stringContaining(`${folder}/ours.yaml:2: limits of a: no stage is called Unheard_Of`)],
  });
  expect(await hosts()).toEqual(['a']);
  write('ours.yaml', ours(''));
  await expect.poll(() => ask('/healthz')).toEqual({ status: 'ok', troubles: [] });
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

it('check-config lists who says what, and where they contradict each other', async () => {
  const folder = newFolder();
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('checklist.yaml', 'inventory: { file: ours.yaml, dhcpd: dhcpd.conf, kea: kea.conf }\n');
  write('ours.yaml', 'backends:\n  - { host: a, interfaces: [{ mac: "52:54:00:aa:00:01" }] }\n');
  write('dhcpd.conf', `\n${host('b', '01')}`);
  write('kea.conf', '{ "Dhcp4": {\n');
  const { code, stdout, stderr } = await run(['check-config', '-c', join(folder, 'checklist.yaml')]);
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toContain('inventory   1 backends\n');
  expect(stdout).toContain(`file ${folder}/ours.yaml: 1 machines\n`);
  expect(stdout).toMatch(/kea: CANNOT BE READ: .*kea\.conf:2: invalid JSON/);
  expect(stdout).toContain(`warning: ${folder}/dhcpd.conf:2: b is called a in ${folder}/ours.yaml:2, which takes precedence\n`);
  expect(stdout).toMatch(/discovery +off/);
});
