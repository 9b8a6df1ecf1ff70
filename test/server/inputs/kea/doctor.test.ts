import { expect, it } from 'vitest';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { checkKea } from '../../../../server/inputs/kea/doctor.ts';
import { commandLine } from '../../doctor/frontend.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const conf = '/etc/kea/kea-dhcp4.conf';
const runs = { '/proc/7/cmdline': commandLine('/usr/sbin/kea-dhcp4', '-c', conf) };
const runs6 = { '/proc/8/cmdline': commandLine('/usr/sbin/kea-dhcp6') };
const check = async (files: Record<string, string>) => checkKea(new Machine(layOut(files)));
const dhcp4 = (...loggers: object[]): string => JSON.stringify({ Dhcp4: { loggers } });
const log = (path: string) => ({ type: 'log', path, from: 'end' });

it.each<[string, object, string | null]>([
  ['of the usual severity', { name: 'kea-dhcp4', severity: 'INFO' }, null],
  ['without a severity', { name: 'kea-dhcp4' }, null],
  ['that says more', { name: 'kea-dhcp4', severity: 'debug' }, null],
  ['that says too little', { name: 'kea-dhcp4', severity: 'WARN' }, "Kea's logger kea-dhcp4 has severity WARN"],
  ['of leases that says too little', { name: 'kea-dhcp4.leases', severity: 'ERROR' }, "Kea's logger kea-dhcp4.leases has severity ERROR"],
  ['of a part that is not needed', { name: 'kea-dhcp4.packets', severity: 'NONE' }, null],
  ['of another daemon', { name: 'kea-ctrl-agent', severity: 'FATAL' }, null],
])('a logger %s', async (_, logger, what) => {
  const { findings } = await check({ ...runs, [conf]: dhcp4(logger) });
  const finding = {
    urgency: 'broken',
    what: `${what} (${conf}): leases are logged at INFO and below`,
    mend: expect.stringContaining('"severity": "INFO"; then systemctl restart kea-dhcp4-server'),
  };
  expect(findings).toEqual(what === null ? [] : [finding]);
});

it.each<[string, object, object[]]>([
  ['a file', { 'output-options': [{ output: '/var/log/kea/a.log' }] }, [log('/var/log/kea/a.log')]],
  ['a file, by the older name', { output_options: [{ output: '/var/log/kea/b.log' }] }, [log('/var/log/kea/b.log')]],
  ['several', { 'output-options': [{ output: '/a' }, { output: 'stdout' }, { output: '/b' }] }, [log('/a'), log('/b')]],
  ['syslog', { 'output-options': [{ output: 'syslog:kea' }] }, []],
  ['nowhere', {}, []],
])('a logger that writes to %s', async (_, options, sources) => {
  expect((await check({ ...runs, [conf]: dhcp4({ name: 'kea-dhcp4', ...options }) })).sources).toEqual(sources);
});

it('loggers of both daemons, also those of the older Logging, with comments and includes', async () => {
  const { findings, sources } = await check({
    ...runs,
    ...runs6,
    [conf]: '{ # old\n"Logging": { "loggers": <?include "loggers.json"?>, }, }',
    '/etc/kea/loggers.json': '[{ "name": "kea-dhcp4", "output_options": [{ "output": "/v4" }] }]',
    '/etc/kea/kea-dhcp6.conf': '{ "Dhcp6": { "loggers": [{ "name": "kea-dhcp6", "severity": "ERROR" }] } }',
  });
  expect(findings).toMatchObject([{ mend: expect.stringMatching(/systemctl restart kea-dhcp6-server$/) }]);
  expect(sources).toEqual([log('/v4')]);
});

it('a configuration that can not be read is a hint with its place', async () => {
  const { findings } = await check({ ...runs, [conf]: '{\n"Dhcp4": x }' });
  expect(findings).toMatchObject([
    { urgency: 'hint', what: expect.stringContaining(`cannot determine what kea-dhcp4 logs: ${conf}:2: invalid JSON`) },
  ]);
});

it.each<[string, Record<string, string>]>([
  ['does not run', { [conf]: dhcp4({ name: 'kea-dhcp4', severity: 'WARN' }) }],
  ['has no configuration in its usual place', runs],
  ['is the other one', { ...runs6, [conf]: dhcp4({ name: 'kea-dhcp4', severity: 'WARN' }) }],
])('nothing is said of a daemon that %s', async (_, files) => {
  expect(await check(files)).toEqual({ findings: [], sources: [] });
});
