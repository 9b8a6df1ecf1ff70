import { describe, expect, it, onTestFinished } from 'vitest';
import { Publisher } from 'zeromq';
import { SmqZmqSource } from '../../../../server/inputs/stacki/smq-zmq.ts';
import { freePort } from '../../../free-port.ts';
import { listenOnLoopback } from '../network/listener.ts';
import { Seen } from '../../core/seen.ts';
import { startSmqPublisher } from './smq-publisher.ts';
import { followed, receivedAtMs, testSource } from '../contract/source-contract.ts';

// As Stacki's publisher writes it; its clock runs in the zone of the settings.
const stage = (n: number): string =>
  JSON.stringify({
    id: n,
    payload: JSON.stringify({ systest: 'SSH_Open', flag: 'False', msg: `number ${n}` }),
    hops: 1,
    ttl: 300,
    source: '10.1.1.101',
    time: 'Sat Nov 21 05:59:00 2026',
  });

function create(port: number, heartbeatMs = { every: 10_000, answer: 20_000 }) {
  const troubles = new Seen<string | null>();
  const source = new SmqZmqSource({
    name: 'smq',
    url: `tcp://127.0.0.1:${port}`,
    timeZone: 'UTC',
    nowMs: () => receivedAtMs,
    onTrouble: (trouble) => troubles.add(trouble),
    retryMs: { shortest: 20, longest: 50 },
    heartbeatMs,
  });
  onTestFinished(() => source.stop());
  return { source, troubles };
}

describe.each(['publishers.py', 'bare_zmtp.py'] as const)('with the publisher of %s', (script) => {
  testSource(async () => {
    const port = await freePort();
    const publisher = await startSmqPublisher(script, port);
    const { source, troubles } = create(port);
    const say = async (body: string): Promise<void> => {
      await publisher.subscribed();
      await publisher.send('health', body);
    };
    return { source, troubles, tell: (n) => say(stage(n)), babble: () => say('{"payload": 7, "source": "10.1.1.101"}') };
  });

  it('reads sender, stage and time of the message, and leaves other channels alone', async () => {
    const port = await freePort();
    const publisher = await startSmqPublisher(script, port);
    const { source } = create(port);
    const seen = await followed(source);
    await publisher.subscribed();
    await publisher.send('alert', stage(7));
    // What the frontend's own host sends has no source.
    await publisher.send('health', JSON.stringify({ id: 1, payload: '{"state":"online","ssh":"up"}' }));
    await publisher.send('health', stage(1));
    await publisher.send('installhash', JSON.stringify({ message: '{"hashes": []}', source: '10.1.1.102' }));
    expect(await seen.count(2)).toMatchObject([
      { who: { ip: '10.1.1.101' }, sight: { kind: 'report', stage: 'SSH_Open' }, observedAtMs: Date.UTC(2026, 10, 21, 5, 59) },
      { who: { ip: '10.1.1.102' }, sight: { kind: 'event', name: 'smq/installhash' } },
    ]);
    expect(source.status()).toMatchObject({ lines: 3, observations: 2, odd: 0 });
  });
});

it('hears the publisher of our own library, and counts messages of another form', async () => {
  const port = await freePort();
  const publisher = new Publisher({ linger: 0 });
  onTestFinished(() => publisher.close());
  await publisher.bind(`tcp://127.0.0.1:${port}`);
  const { source, troubles } = create(port);
  const seen = await followed(source);
  await troubles.until((trouble) => trouble === null);
  // Whether a subscription has reached it yet, this publisher does not tell.
  await expect
    .poll(async () => {
      await publisher.send(['health', stage(1)]);
      return seen.all.length;
    })
    .toBeGreaterThan(0);
  await publisher.send(['health', 'more', 'frames']);
  await publisher.send(['health']);
  await expect.poll(() => source.status().odd).toBe(2);
  expect(source.status().oddExamples).toEqual([
    expect.stringMatching(/3 frames, expected 2/),
    expect.stringMatching(/1 frames, expected 2/),
  ]);
});

describe('a publisher', () => {
  it('that ends is told, and heard again when it is back', async () => {
    const port = await freePort();
    const first = await startSmqPublisher('publishers.py', port);
    const { source, troubles } = create(port);
    const seen = await followed(source);
    await first.subscribed();
    await first.send('health', stage(1));
    await seen.count(1);
    first.signal('SIGKILL');
    const trouble = await troubles.until((told) => told !== null);
    expect(trouble).toMatch(/^lost the connection to the publisher tcp:\S+; messages sent in the meantime are lost; since 2026-/);
    expect(source.status()).toMatchObject({ alive: false, counters: { connects: 1, disconnects: 1 } });
    const second = await startSmqPublisher('publishers.py', port);
    await second.subscribed();
    await second.send('health', stage(2));
    await seen.count(2);
    expect(source.status()).toMatchObject({ alive: true, trouble: null, counters: { connects: 2 } });
  });

  it('that is not there yet is told once, and found when it comes', async () => {
    const port = await freePort();
    const { source, troubles } = create(port);
    const seen = await followed(source);
    expect(await troubles.until((told) => told !== null)).toMatch(/^cannot reach tcp:\S+; check that smq-publisher is running there/);
    const publisher = await startSmqPublisher('publishers.py', port);
    await publisher.subscribed();
    await publisher.send('health', stage(1));
    await seen.count(1);
    expect(troubles.all).toHaveLength(2);
  });

  it('that answers no more, with its connection open, is noticed', async () => {
    const port = await freePort();
    const publisher = await startSmqPublisher('publishers.py', port);
    const { source, troubles } = create(port, { every: 50, answer: 200 });
    await followed(source);
    await publisher.subscribed();
    publisher.signal('SIGSTOP');
    expect(await troubles.until((told) => told !== null)).toMatch(/lost the connection/);
    publisher.signal('SIGCONT');
  });

  it('that speaks something else is told as such', async () => {
    const { port } = await listenOnLoopback((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { source, troubles } = create(port);
    await followed(source);
    expect(await troubles.until((told) => told?.includes('does not speak ZeroMQ') ?? false)).toMatch(
      /check that it is the publisher's port/,
    );
    expect(source.status().alive).toBe(false);
  });
});
