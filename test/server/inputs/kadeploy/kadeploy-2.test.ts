import { expect, it } from 'vitest';
import { createKadeploy2Parser } from '../../../../server/inputs/kadeploy/kadeploy-2.ts';
import { isUnparsed, type Parser } from '../../../../server/inputs/contract/parser.ts';
import { createSyslogParser } from '../readers.ts';
import { observationsOf } from '../real-lines.ts';

/** Level 1 and 3 together, and the table of results. */
const printed = `Cluster: parasol |### Start the deployement
Cluster: parasol |### Reboot the nodes on the deployment environnement
Cluster: parasol |<BootInit 3>
Cluster: parasol |there on check:  131.254.202.1
Cluster: parasol |node 131.254.202.2 marked as failed
Cluster: parasol |First Check: 120
Cluster: parasol |(2 nodes ready)
Cluster: parasol |<PreInstall>
Cluster: parasol |Preinstall: 10
Cluster: parasol |### Formatting the deployment partition on the nodes
Cluster: parasol |### Sending user's environment to the nodes
Cluster: parasol |<tar Transfert>
Cluster: parasol |Transfert: 40
Cluster: parasol |### Execute post-install on the nodes
Cluster: parasol |### Reboot the nodes on the deployed environnment
Cluster: parasol |<BootEnv 2>
Cluster: parasol |Last Reboot: 100
Cluster: parasol |### Deployment finished!
Cluster: parasol |<Completed>`;
const table = `
Node\tState\t\tError Description (if any)
node1\tdeployed\t\t
node2\terror\t\tnot there on first check
node3\terror\t\tnot there on last check
Sumary:`;

function tell(text: string, parser: Parser, beginMs: number) {
  const parsed = text.split('\n').map((line, i) => parser.parse({ text: line, source: 'x', number: i + 1, offset: null, receivedAtMs: 0 }));
  const words = parsed.flatMap((read) =>
    observationsOf(read).map(({ sight, who, observedAtMs }) => {
      if (sight.kind !== 'event') return sight.kind;
      const error = sight.error ? ` ✖ ${sight.text}` : '';
      return `${(observedAtMs - beginMs) / 1000} ${who.host} ${sight.name.replace('kadeploy2/', '')}${error}`;
    }),
  );
  const reports = parsed.flatMap((read) => (typeof read === 'object' && read.report ? [read.report] : []));
  return { words, odd: parsed.filter(isUnparsed).length, reports };
}

it('a node is told by its row: how far it came, and why it ended', () => {
  const { words, odd, reports } = tell(printed + table, createKadeploy2Parser(), 0);
  expect(odd).toBe(0);
  expect(words).toEqual([
    '0 node1 started',
    '0 node1 first-reboot',
    '120 node1 first-check',
    '120 node1 preinstall',
    '130 node1 format',
    '130 node1 transfer',
    '170 node1 postinstall',
    '170 node1 last-reboot',
    '270 node1 deployed',
    '0 node2 started',
    '0 node2 first-reboot',
    '0 node2 first-reboot ✖ not there on first check',
    '270 node2 failed ✖ not there on first check',
    '0 node3 started',
    '0 node3 first-reboot',
    '120 node3 first-check',
    '120 node3 preinstall',
    '130 node3 format',
    '130 node3 transfer',
    '170 node3 postinstall',
    '170 node3 last-reboot',
    '170 node3 last-reboot ✖ not there on last check',
    '270 node3 failed ✖ not there on last check',
  ]);
  expect(reports[0]).toMatchObject({ title: 'parasol', status: 'running', workflow: 'kadeploy-2' });
  expect(reports.at(-1)).toMatchObject({
    status: 'failed',
    members: [{ backend: 'node3', status: 'failed', detail: 'not there on last check' }],
  });
});

it('the same from syslog, with its times', () => {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2010, nowMs: () => 0 });
  const lines = printed.split('\n').map((text, i) => `Apr 14 09:47:${10 + i} frontend kadeploy[7]: ${text}`);
  const { reports } = tell(lines.join('\n'), parser, 0);
  expect(reports.map((report) => report?.state)).toEqual([
    'started',
    'first-reboot',
    'first-reboot',
    'first-check',
    'preinstall',
    'format',
    'transfer',
    'transfer',
    'postinstall',
    'last-reboot',
    'last-reboot',
    'finished',
    'finished',
  ]);
  expect(reports[0]?.startedAt).toBe('2010-04-14T09:47:10.000Z');
});

it('other remarks in syslog are none of ours', () => {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2010, nowMs: () => 0 });
  const remarks = ['kadeploy[7]: starting', 'Kadeploy-dbg[7]: D-1|root -> what is this?'].map((text) => `Apr 14 09:47:10 frontend ${text}`);
  expect(tell(remarks.join('\n'), parser, 0)).toEqual({ words: [], odd: 0, reports: [] });
});

it('a second deployment of the cluster is another one', () => {
  const { reports } = tell(`${printed}${table}\nCluster: parasol |### Start the deployement`, createKadeploy2Parser(), 0);
  expect(new Set(reports.map((report) => report?.id)).size).toBe(2);
});

it('other lines are odd', () => {
  expect(tell('node1\tdeployed\nhello', createKadeploy2Parser(), 0)).toEqual({ words: [], odd: 2, reports: [] });
});
