import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { layOut } from '../../inventory/provider-contract.ts';
import { commandLine } from '../frontend.ts';

const machineOf = (files: Record<string, string>): Machine => new Machine(layOut(files));

it('only the one with our own root has our ports and clock', () => {
  expect([new Machine().isThisOne, machineOf({}).isThisOne]).toEqual([true, false]);
  expect(new Machine().real('/etc/hosts')).toBe('/etc/hosts');
});

it('what is not there is empty', async () => {
  const machine = machineOf({ '/etc/a': 'text' });
  expect([await machine.textOr('/etc/a'), await machine.textOr('/etc/b'), await machine.textOr('/etc/b', 'x')]).toEqual(['text', '', 'x']);
  expect([await machine.namesIn('/etc'), await machine.namesIn('/gone')]).toEqual([['a'], []]);
  expect(await machine.processes()).toEqual([]);
});

it('processes have their names without folders, also those that write over their command line', async () => {
  const machine = machineOf({
    '/proc/7/cmdline': commandLine('/usr/sbin/dhcpd', '-4', '-q'),
    '/proc/8/cmdline': 'nginx: master process /usr/sbin/nginx\0',
    '/proc/9/cmdline': '',
    '/proc/version': 'Linux',
  });
  expect(await machine.processes()).toEqual([
    { name: 'dhcpd', args: ['-4', '-q'] },
    { name: 'nginx', args: [] },
  ]);
  expect((await machine.running('nginx', 'apache2')).map(({ name }) => name)).toEqual(['nginx']);
});

it('a unit is enabled where something wants it', async () => {
  const machine = machineOf({
    '/etc/systemd/system/multi-user.target.wants/dnsmasq.service': '',
    '/etc/systemd/system/sockets.target.wants/tftp.socket': '',
    '/etc/systemd/system/kea.service': '',
  });
  expect(await machine.enabledAmong(['kea', 'tftp', 'dnsmasq'])).toBe('tftp');
  expect(await machine.enabledAmong(['kea'])).toBeUndefined();
  expect(await machine.uses({ processes: ['x'], units: ['dnsmasq'] })).toBe(true);
  expect(await machine.uses({ processes: ['x'], units: ['kea'] })).toBe(false);
});

it('of a log the last whole lines', async () => {
  const long = Array.from({ length: 2_000 }, (_, i) => `line ${i} ${'x'.repeat(60)}`);
  const machine = machineOf({ '/log': 'one\n\ntwo\n', '/long': `${long.join('\n')}\n` });
  expect(await machine.lastLines('/log')).toEqual(['one', 'two']);
  const last = (await machine.lastLines('/long')) ?? [];
  expect(last).toEqual(long.slice(-last.length));
  expect(last.length).toBeLessThan(long.length);
  expect(await machine.lastLines('/gone')).toBeUndefined();
});

it('when a file was written', async () => {
  const root = layOut({ '/a': '' });
  utimesSync(join(root, 'a'), 5, 5);
  mkdirSync(join(root, 'b'));
  expect([await new Machine(root).changedAtMs('/a'), await new Machine(root).changedAtMs('/gone')]).toEqual([5_000, undefined]);
});
