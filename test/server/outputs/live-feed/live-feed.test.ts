import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { summarise } from '../../../../state-machines/view/summary.ts';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import { LiveFeed } from '../../../../server/outputs/live-feed/live-feed.ts';
import { viewBackend } from '../../../../server/core/view.ts';
import { change, declaredBackend, startMs } from '../../core/changes.ts';
import { readFeed, type FeedReader } from './feed-reader.ts';
import { testOutput } from '../contract/output-contract.ts';

const backend = declaredBackend();
const view = (told = backend) => viewBackend(told, 'stacki-sles-12');
const others = { summary: () => summarise(backend, 'stacki-sles-12'), workflows: () => builtInWorkflows, deployments: () => [] };
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A feed behind a bare WebSocket server. `take` numbers on from 1. */
async function start({ backends = () => [backend] } = {}) {
  let seq = 0;
  const feed = new LiveFeed({ ...others, view, backends, seq: () => seq, nowMs: () => startMs, version: '1.0.0', boot: 'boot-1' });
  feed.start();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, { url }) => {
    const { searchParams } = new URL(url ?? '', 'http://localhost');
    const after = searchParams.get('after');
    feed.join(socket, after === null ? null : Number(after), searchParams.get('boot'));
  });
  await once(server, 'listening');
  onTestFinished(async () => {
    await feed.close();
    server.close();
  });
  const take = (message: string | null = null): void => feed.take(change({ message }, ++seq, backend));
  return { feed, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, take };
}

testOutput(async () => {
  const options = { ...others, view, backends: () => [backend], seq: () => 0, nowMs: () => startMs, version: '1.0.0', boot: 'boot-1' };
  const feed = new LiveFeed(options);
  const seen: string[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => feed.join(socket, null));
  onTestFinished(() => server.close());
  const { frames, closed } = await readFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await frames.count(1);
  const { close } = feed;
  // What is under way to a client has arrived when the client has been told goodbye.
  feed.close = async () => {
    await close.call(feed);
    await closed;
    seen.push(...frames.all.map((frame) => JSON.stringify(frame)));
  };
  return { output: feed, written: () => seen.join('\n') };
});

const seqs = ({ frames }: FeedReader, type = 'transition'): number[] =>
  frames.all.flatMap((frame) => (frame.type === type && 'seq' in frame ? [frame.seq] : []));

describe('a client', () => {
  it('gets a snapshot, then each change once, with rising numbers', async () => {
    const { url, take } = await start();
    take();
    const reader = await readFeed(url);
    await reader.frames.count(1);
    for (let n = 0; n < 10; n++) take();
    await reader.frames.count(11);
    expect(reader.frames.all[0]).toMatchObject({
      type: 'snapshot',
      seq: 1,
      boot: 'boot-1',
      version: '1.0.0',
      backends: [{ id: 'backend-0-0' }],
    });
    expect(seqs(reader)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(reader.frames.all[1]).toMatchObject({ backend: { id: 'backend-0-0' }, transition: { seq: 2, stage: 'DHCPDISCOVER' } });
  });

  it('is told which backend is gone', async () => {
    const { url, feed } = await start();
    const reader = await readFeed(url);
    feed.take({ type: 'gone', seq: 1, id: 'other' });
    expect((await reader.frames.count(2))[1]).toEqual({ type: 'gone', seq: 1, id: 'other' });
  });

  it.each([0, 1, 4, 5])('that has seen %i of 5 gets the rest, without a gap and none twice', async (after) => {
    const { url, take } = await start();
    for (let n = 0; n < 5; n++) take();
    const reader = await readFeed(url, `?after=${after}`);
    take();
    await reader.frames.until((frame) => frame.type === 'transition' && frame.seq === 6);
    expect(seqs(reader)).toEqual([1, 2, 3, 4, 5, 6].slice(after));
    expect(seqs(reader, 'snapshot')).toEqual([]);
  });

  it.each([
    ['that is too far back', 100],
    ['from another life of the service', 1_000_000],
  ])('with a number %s gets a snapshot', async (_, after) => {
    const { url, take } = await start();
    for (let n = 0; n < 1_200; n++) take();
    const reader = await readFeed(url, `?after=${after}`);
    await reader.frames.count(1);
    expect(reader.frames.all[0]).toMatchObject({ type: 'snapshot', seq: 1_200 });
  });

  it.each([
    ['this', 'boot-1', 'time'],
    ['another', 'boot-0', 'snapshot'],
  ])('with a number of %s numbering (%s) gets first a frame of type %s', async (_, boot, type) => {
    const { url, take } = await start();
    for (let n = 0; n < 5; n++) take();
    const reader = await readFeed(url, `?after=3&boot=${boot}`);
    await reader.frames.count(1);
    expect(reader.frames.all[0]).toMatchObject({ type });
  });

  it('with a number that is no longer kept gets a snapshot', async () => {
    const { feed, take } = await start();
    for (let n = 0; n < 20_001; n++) take();
    expect(feed.kept.after(9_999)).toBeUndefined();
    expect(feed.kept.after(10_000)).toHaveLength(10_001);
  });

  it('that talks is told that nobody listens', async () => {
    const { url, take } = await start();
    const reader = await readFeed(url);
    reader.socket.send('{"type":"subscribe"');
    reader.socket.send(Buffer.from([0, 1, 2]));
    await reader.frames.count(3);
    expect(reader.frames.all.slice(1).map((frame) => frame.type)).toEqual(['error', 'error']);
    take();
    await reader.frames.until((frame) => frame.type === 'transition');
  });
});

describe('a client that does not keep up', () => {
  it('is let go alone, and another one misses nothing', async () => {
    const { feed, url, take } = await start();
    const slow = await readFeed(url);
    const quick = await readFeed(url);
    await Promise.all([slow.frames.count(1), quick.frames.count(1)]);
    slow.socket.pause();
    let taken = 0;
    while (feed.counters.dropped === 0 && taken < 2_000) {
      take('x'.repeat(50_000));
      taken++;
      await quick.frames.until((frame) => 'seq' in frame && frame.seq === taken);
    }
    expect(feed.counters.dropped).toBe(1);
    expect(feed.clientCount).toBe(1);
    expect(seqs(quick)).toEqual(Array.from({ length: taken }, (_, i) => i + 1));
  });

  it('is not one that was given a large snapshot', async () => {
    const large = Array.from({ length: 20_000 }, () => ({ ...backend, host: 'x'.repeat(1_000) }));
    const { feed, url, take } = await start({ backends: () => large });
    const reader = await readFeed(url);
    take();
    await reader.frames.until((frame) => frame.type === 'transition');
    expect(feed.counters.dropped).toBe(0);
  });

  it('and floods us with messages without reading the answers is let go too', async () => {
    const { feed, url } = await start();
    const { socket, frames } = await readFeed(url);
    await frames.count(1);
    socket.pause();
    for (let n = 0; n < 400_000 && feed.counters.dropped === 0; n++) {
      socket.send('x');
      if (n % 1_000 === 0) await settled();
    }
    while (socket.bufferedAmount > 0 && feed.counters.dropped === 0) await settled();
    expect(feed.counters.dropped).toBe(1);
  });
});

describe('a client that is no longer there', () => {
  it('is let go when it answers no ping; one that answers stays', async () => {
    const { feed, url } = await start();
    const alive = await readFeed(url);
    const dead = await readFeed(url, '', { autoPong: false });
    await Promise.all([alive.frames.count(1), dead.frames.count(1)]);
    const pinged = once(alive.socket, 'ping');
    feed.pingAll();
    await pinged;
    // A frame after the pong: when it is answered, the pong has been read.
    alive.socket.send('?');
    await alive.frames.until((frame) => frame.type === 'error');
    feed.pingAll();
    await dead.closed;
    expect(feed.counters).toEqual({ dropped: 0, dead: 1 });
    expect(feed.clientCount).toBe(1);
  });

  it('keeps nobody at the end: it is cut off after a moment', async () => {
    const { feed, url } = await start();
    const { host } = new URL(url);
    const [hostname, port] = host.split(':');
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(
      `GET /ws HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    await once(socket, 'data');
    expect(feed.clientCount).toBe(1);
    await feed.close();
    expect(feed.clientCount).toBe(0);
  });
});

it('takes nobody in after the end', async () => {
  const { feed, url } = await start();
  await feed.close();
  const reader = await readFeed(url);
  await reader.closed;
  expect(reader.frames.all).toEqual([]);
});
