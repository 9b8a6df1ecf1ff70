import { expect, it } from 'vitest';
import { checkDnsmasq } from '../../../../server/inputs/dnsmasq/doctor.ts';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { commandLine } from '../../doctor/frontend.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const conf = '/etc/dnsmasq.conf';
const range = 'dhcp-range=10.1.1.0,static\n';
const look = async (files: Record<string, string>) => await checkDnsmasq(new Machine(layOut(files)));
const said = ({ findings }: { findings: { urgency: string; what: string }[] }): string[] =>
  findings.map(({ urgency, what }) => `${urgency}: ${what.replace(/:.*/s, '')}`);

it.each<[string, Record<string, string>, string[]]>([
  ['is well with log-dhcp', { [conf]: `${range}log-dhcp\n` }, []],
  ['that only resolves names is left alone', { [conf]: 'port=53\nquiet-dhcp\n' }, []],
  ['without log-dhcp', { [conf]: range }, ['quiet: dnsmasq runs without log-dhcp']],
  ['that serves files only needs no log-dhcp', { [conf]: 'enable-tftp\n' }, []],
  ['with quiet-dhcp', { [conf]: `${range}log-dhcp\nquiet-dhcp\n` }, [`broken: dnsmasq has quiet-dhcp (${conf}`]],
  [
    'with quiet-tftp in another file',
    { [conf]: 'enable-tftp\n', '/etc/dnsmasq.d/q': 'quiet-tftp\n' },
    ['broken: dnsmasq has quiet-tftp (/etc/dnsmasq.d/q'],
  ],
  [
    'that runs with options',
    { '/proc/7/cmdline': commandLine('dnsmasq', '--dhcp-range=10.1.1.0,static', '--quiet-dhcp', '--log-dhcp') },
    ['broken: dnsmasq has quiet-dhcp (command line'],
  ],
  [
    'that runs with another file',
    { [conf]: `${range}log-dhcp\n`, '/etc/other': range, '/proc/7/cmdline': commandLine('/usr/sbin/dnsmasq', '-C/etc/other') },
    ['quiet: dnsmasq runs without log-dhcp'],
  ],
  ['is not there', {}, []],
])('dnsmasq %s', async (_, files, expected) => {
  expect(said(await look(files))).toEqual(expected);
});

it('each finding has the command that fixes it', async () => {
  const { findings } = await look({ [conf]: `${range}quiet-dhcp\n` });
  expect(findings.map(({ mend }) => mend)).toEqual([
    `sed -i '/^quiet-dhcp/d' ${conf} && systemctl restart dnsmasq`,
    'echo log-dhcp > /etc/dnsmasq.d/log-dhcp.conf && systemctl restart dnsmasq',
  ]);
});

it.each([
  ['log-facility=/var/log/dnsmasq.log\n', [{ type: 'log', path: '/var/log/dnsmasq.log', from: 'end' }]],
  ['log-facility=local0\n', []],
  ['', []],
])('its log with %j', async (more, sources) => {
  expect((await look({ [conf]: `${range}log-dhcp\n${more}` })).sources).toEqual(sources);
});
