import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { readability, whyNot } from '../../../../server/doctor/contract/readable.ts';
import { layOut } from '../../inventory/provider-contract.ts';
import { frontend } from '../frontend.ts';

const groups = new Map([
  ['root', 0],
  ['adm', 4],
]);
const folder = (path: string, mode: number, group = 0) => ({ path, group, mode, isFolder: true });
const log = '/var/log/messages';

it.each([
  [
    'a group may',
    [folder('/var/log', 0o755), { path: log, group: 4, mode: 0o100640, isFolder: false }],
    'group adm, mode 0640',
    'usermod -aG adm jo   # then log in again',
  ],
  [
    'root alone may',
    [folder('/var/log', 0o755), { path: log, group: 0, mode: 0o100600, isFolder: false }],
    'group root, mode 0600',
    `setfacl -m u:jo:r ${log}   # until it is rotated`,
  ],
  [
    'the group is root’s',
    [folder('/var/log', 0o755), { path: log, group: 0, mode: 0o100640, isFolder: false }],
    'group root, mode 0640',
    `setfacl -m u:jo:r ${log}   # until it is rotated`,
  ],
  [
    'the folder keeps others out',
    [folder('/var/log', 0o40750, 4), { path: log, group: 0, mode: 0o644, isFolder: false }],
    '/var/log: group adm, mode 0750',
    'usermod -aG adm jo   # then log in again',
  ],
  ['the folder is root’s', [folder('/var/log', 0o40700)], '/var/log: group root, mode 0700', 'setfacl -m u:jo:rx /var/log'],
])('%s', (_, way, why, mend) => {
  expect(whyNot(log, { way, groups, user: 'jo' })).toEqual({
    urgency: 'broken',
    what: `${log} cannot be read: permission denied (${why})`,
    mend,
  });
});

it.runIf(process.getuid?.() === 0)('root is told what the service of the unit could not read', async () => {
  const root = frontend({ '/etc/group': 'root:x:0:\nadm:x:4:\nsystemd-journal:x:101:\n' });
  const path = '/var/log/syslog';
  const file = join(root, path);
  chmodSync(file, 0o640);
  chownSync(file, 0, 4);
  expect(await readability(path, new Machine(root))).toEqual([]);
  const withUnit = frontend({ '/etc/group': 'root:x:0:\nadm:x:4:\n', '/etc/systemd/system/checklist.service': '' });
  chmodSync(join(withUnit, path), 0o640);
  chownSync(join(withUnit, path), 0, 4);
  expect(await readability(path, new Machine(withUnit))).toEqual([]);
  chmodSync(join(withUnit, path), 0o600);
  expect(await readability(path, new Machine(withUnit))).toMatchObject([
    { urgency: 'broken', mend: expect.stringMatching(/^systemctl edit checklist/) },
  ]);
  layOut({ '/etc/systemd/system/checklist.service.d/override.conf': '[Service]\nAmbientCapabilities=CAP_DAC_READ_SEARCH\n' }, withUnit);
  expect(await readability(path, new Machine(withUnit))).toEqual([]);
});
