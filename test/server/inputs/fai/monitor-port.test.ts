import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFaiSource, type FaiOptions } from '../../../../server/inputs/fai/monitor-port.ts';
import { Seen } from '../../core/seen.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';
import { sendTcp } from '../network/speak.ts';

function create(more: Partial<FaiOptions> = {}) {
  const troubles = new Seen<string | null>();
  const source = createFaiSource({
    name: 'fai',
    host: '127.0.0.1',
    port: 0,
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    ...more,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}

testSource(async () => {
  const { source, troubles } = create();
  const say = async (text: string): Promise<void> => void (await sendTcp({ port: source.port, text }));
  return { source, troubles, tell: (n) => say(`backend-0-0 TASKBEGIN task${n}\n`), babble: () => say('GET / HTTP/1.1\n') };
});

it('a question for a variable is answered', async () => {
  const { source } = create();
  await followed(source);
  expect(await sendTcp({ port: source.port, text: 'backend-0-0 VARIABLE LOGUSER\n' })).toBe('UNKNOWN LOGUSER\n');
});

describe('connections', () => {
  it('that say nothing hold nobody up', async () => {
    const { source } = create();
    const seen = await followed(source);
    await Promise.all(Array.from({ length: 50 }, () => open(source.port)));
    await sendTcp({ port: source.port, text: 'backend-0-0 TASKBEGIN partition\n' });
    expect(await seen.count(1)).toHaveLength(1);
  });

  it('that are too slow are closed, though they drip', async () => {
    const { source } = create({ patienceMs: 100 });
    await followed(source);
    const socket = await open(source.port);
    // The last drop may fall on what is closed already.
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const drip = setInterval(() => socket.write('x'), 20);
    await closed;
    clearInterval(drip);
    await expect.poll(() => source.status().counters).toMatchObject({ tooSlow: 1, open: 0 });
  });

  it('of which there are too many give way, the longest silent first', async () => {
    const { source } = create({ mostConnections: 3 });
    const seen = await followed(source);
    const [first, second] = [await open(source.port), await open(source.port), await open(source.port)];
    first?.write('backend-0-0 TASKBEGIN partition\n');
    await seen.count(1);
    const gone = once(second ?? socketMissing(), 'close');
    await sendTcp({ port: source.port, text: 'backend-0-1 TASKBEGIN partition\n' });
    await gone;
    first?.write('backend-0-0 TASKEND partition 0\n');
    await seen.count(3);
    expect(source.status().counters).toMatchObject({ connections: 4, displaced: 1 });
  });

  it('that send a line without an end cost its beginning only', async () => {
    const { source } = create();
    const seen = await followed(source);
    await sendTcp({ port: source.port, text: `${'x'.repeat(60_000)}\nbackend-0-0 TASKBEGIN partition\n` });
    await seen.count(1);
    expect(source.status()).toMatchObject({ lines: 2, odd: 1 });
  });
});

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

function socketMissing(): never {
  throw new Error('no socket');
}
