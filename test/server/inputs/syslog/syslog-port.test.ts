import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSyslogTcpSource, createSyslogUdpSource } from '../../../../server/inputs/syslog/syslog-port.ts';
import { programs } from '../readers.ts';
import { Seen } from '../../core/seen.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';
import { sendTcp, sendUdp } from '../network/speak.ts';

const anaconda = (n: number): string => `<182>Nov 21 01:05:12 backend-0-0 anaconda[1755]: anaconda: step ${n}`;
const create = (make: typeof createSyslogTcpSource | typeof createSyslogUdpSource, bootServers: string[] = []) => {
  const troubles = new Seen<string | null>();
  const onTrouble = (trouble: string | null): void => troubles.add(trouble);
  const source = make({
    name: 'syslog',
    host: '127.0.0.1',
    port: 0,
    timeZone: 'America/New_York',
    bootServers,
    programs,
    nowMs: () => receivedAtMs,
    onTrouble,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
};

describe('over UDP', () => {
  testSource(async () => {
    const { source, troubles } = create(createSyslogUdpSource);
    const say = (text: string): Promise<void> => sendUdp({ port: source.port, text });
    return { source, troubles, tell: (n) => say(anaconda(n)), babble: () => say('no syslog') };
  });
});

// As busybox's syslogd sends them.
it.each(['\n', '\r\n'])('what ends a datagram is no part of its evidence: %j', async (end) => {
  const { source } = create(createSyslogUdpSource);
  const seen = await followed(source);
  await sendUdp({ port: source.port, text: `${anaconda(1)}${end}` });
  expect((await seen.count(1)).map(({ evidence }) => evidence.text)).toEqual([anaconda(1)]);
});

describe('over TCP', () => {
  testSource(async () => {
    const { source, troubles } = create(createSyslogTcpSource);
    const say = async (text: string): Promise<void> => void (await sendTcp({ port: source.port, text }));
    return { source, troubles, tell: (n) => say(`${anaconda(n)}\n`), babble: () => say('no syslog\n') };
  });

  it('messages that are counted, and lines, on one connection', async () => {
    const { source } = create(createSyslogTcpSource);
    const seen = await followed(source);
    const text = [1, 2].map((n) => `${anaconda(n).length} ${anaconda(n)}`).join('');
    await sendTcp({ port: source.port, text: `${text}${anaconda(3)}\n` });
    expect((await seen.count(3)).map(({ evidence }) => evidence.text)).toEqual([1, 2, 3].map(anaconda));
  });
});

// util-linux's own client, in both of its forms.
it.each([
  ['RFC 3164', '--rfc3164'],
  ['RFC 5424', '--rfc5424'],
])('logger sends a stage as %s', async (_, form) => {
  const { source } = create(createSyslogUdpSource);
  const seen = await followed(source);
  const sent = spawn('logger', ['-n', '127.0.0.1', '-P', String(source.port), '-d', form, '-t', 'checklist', 'DISKS_NUKED'], {
    stdio: 'inherit',
  });
  expect(await once(sent, 'close')).toEqual([0, null]);
  expect(await seen.count(1)).toMatchObject([{ sight: { kind: 'report', stage: 'DISKS_NUKED', error: false } }]);
});

const request = (file: string): string => `RRQ from 10.1.1.101 filename ${file}`;
const tftp = (file: string, error: string | null = null) => ({ sight: { kind: 'tftp', file, error }, who: { ip: '10.1.1.101' } });

describe('what a boot server forwards', () => {
  const refused = 'sending NAK (1, File not found) to 10.1.1.101';
  const forms = [
    `<29>Nov 20 20:05:34 frontend-0-0 in.tftpd[143]: ${request('old')}`,
    `<29>1 2026-11-21T01:05:34.002Z frontend-0-0 in.tftpd 144 - - ${request('modern')}`,
    `<29>1 2026-11-21T01:05:34.002Z frontend-0-0 in.tftpd 144 - - ${refused}`,
  ];
  const readings = [tftp('old'), tftp('modern'), tftp('modern', 'File not found')];

  it.each([['127.0.0.2'], ['127.0.0.0/8'], ['10.1.1.1', '::1', '127.0.0.0/30']])(
    'is read by its programs, with its times: %s …',
    async (...servers) => {
      const { source } = create(createSyslogUdpSource, servers);
      const seen = await followed(source);
      for (const text of forms) await sendUdp({ port: source.port, text });
      const observations = await seen.count(3);
      expect(observations).toMatchObject(readings);
      expect(observations.map(({ observedAtMs }) => observedAtMs)).toEqual(
        [34_000, 34_002, 34_002].map((ms) => Date.UTC(2026, 10, 21, 1, 5) + ms),
      );
      expect(observations.map(({ evidence }) => evidence.text)).toEqual(forms);
    },
  );

  it('comes counted, or as lines, over one connection', async () => {
    const { source } = create(createSyslogTcpSource, ['127.0.0.2']);
    const seen = await followed(source);
    const [first = '', ...others] = forms;
    await sendTcp({ port: source.port, text: `${first.length} ${first}${others.join('\n')}\n` });
    expect(await seen.count(3)).toMatchObject(readings);
  });

  it('may be an installer’s own words, by the name in them', async () => {
    const { source } = create(createSyslogUdpSource, ['127.0.0.2']);
    const seen = await followed(source);
    await sendUdp({ port: source.port, text: '<14>Nov 20 20:05:34 backend-0-0 checklist: DISKS_NUKED' });
    expect(await seen.count(1)).toMatchObject([{ sight: { kind: 'report', stage: 'DISKS_NUKED' }, who: { host: 'backend-0-0' } }]);
  });

  it('is nothing when the settings do not name the sender', async () => {
    const { source } = create(createSyslogUdpSource, ['10.1.1.1', '127.0.0.3/32']);
    const seen = await followed(source);
    for (const text of forms) await sendUdp({ port: source.port, text });
    await sendUdp({ port: source.port, text: anaconda(1) });
    expect(await seen.count(1)).toMatchObject([{ sight: { name: 'anaconda' } }]);
    expect(source.status()).toMatchObject({ lines: 4, observations: 1 });
  });
});
