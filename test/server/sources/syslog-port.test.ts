import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSyslogTcpSource, createSyslogUdpSource } from '../../../server/sources/syslog-port.ts';
import { Seen } from '../seen.ts';
import { followed, receivedAtMs, testSource } from './source-contract.ts';
import { sendTcp, sendUdp } from './speak.ts';

const anaconda = (n: number): string => `<182>Nov 21 01:05:12 backend-0-0 anaconda[1755]: anaconda: step ${n}`;
const create = (make: typeof createSyslogTcpSource | typeof createSyslogUdpSource) => {
  const troubles = new Seen<string | null>();
  const onTrouble = (trouble: string | null): void => troubles.add(trouble);
  const source = make({ name: 'syslog', host: '127.0.0.1', port: 0, nowMs: () => receivedAtMs, onTrouble });
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
