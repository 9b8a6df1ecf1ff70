// The live feed as those hear it who want summaries.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import type { SummaryFrame } from '../../../../state-machines/view/feed.ts';
import { summarise } from '../../../../state-machines/view/summary.ts';
import type { Workflow } from '../../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import { Registry, type Backend } from '../../../../server/core/registry.ts';
import { LiveFeed } from '../../../../server/outputs/live-feed/live-feed.ts';
import { viewBackend } from '../../../../server/core/view.ts';
import { change, declared, declaredBackend, startMs } from '../../core/changes.ts';
import { readFeed, readSummaries, type FeedReader } from './feed-reader.ts';

const backend = declaredBackend();
const another = new Registry().declare({ ...declared, host: 'backend-0-1', interfaces: [] });
const workflow = 'stacki-sles-12';

/** A feed behind a bare WebSocket server. `take` numbers on from 1. */
async function start({ backends = () => [backend, another] as readonly Backend[] } = {}) {
  let seq = 0;
  const feed = new LiveFeed({
    view: (one) => viewBackend(one, workflow),
    summary: (one) => summarise(one, workflow),
    workflows: () => builtInWorkflows,
    deployments: () => [],
    backends,
    seq: () => seq,
    nowMs: () => startMs,
    version: '1.0.0+abc',
    boot: 'boot-1',
  });
  feed.start();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, { url }) => {
    const { searchParams } = new URL(url ?? '', 'http://localhost');
    const after = searchParams.get('after');
    const kind = searchParams.get('view') === 'summary' ? 'summary' : 'whole';
    feed.join(socket, after === null ? null : Number(after), searchParams.get('boot'), kind);
  });
  await once(server, 'listening');
  onTestFinished(async () => {
    await feed.close();
    server.close();
  });
  const take = (of = backend, message: string | null = null): void => feed.take(change({ message }, ++seq, of));
  const go = (id: string): void => feed.take({ type: 'gone', seq: ++seq, id });
  return { feed, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, take, go };
}

type Changes = Extract<SummaryFrame, { type: 'changes' }>;
type Reader = FeedReader<SummaryFrame>;
const changesOf = ({ frames }: Reader): Changes[] => frames.all.filter((frame) => frame.type === 'changes');
const eventsOf = (reader: Reader): number[] => changesOf(reader).flatMap(({ events }) => events.map(({ seq }) => seq));
const typesOf = ({ frames }: Reader): string[] => frames.all.map(({ type }) => type);
const heard = (reader: Reader, seq: number) => reader.frames.until((frame) => frame.type === 'changes' && frame.seq >= seq);

describe('the snapshot', () => {
  it.each([
    [0, [0]],
    [500, [500]],
    [501, [500, 1]],
    [1_201, [500, 500, 201]],
  ])('of %i backends comes in frames of %j', async (count, sizes) => {
    const all = Array.from({ length: count }, (_, n) => ({ ...backend, id: `n${n}` }));
    const { url } = await start({ backends: () => all });
    const reader = await readSummaries(url);
    const frames = await reader.frames.count(sizes.length);
    expect(frames[0]).toMatchObject({ type: 'snapshot', total: count, seq: 0, version: '1.0.0+abc', boot: 'boot-1' });
    expect(typesOf(reader).slice(1)).toEqual(sizes.slice(1).map(() => 'more'));
    const backends = frames.map((frame) => ('backends' in frame ? frame.backends : []));
    expect(backends.map((some) => some.length)).toEqual(sizes);
    expect(backends.flat().map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('names the workflows that the summaries are read by', async () => {
    const { url } = await start();
    const [frame] = await (await readSummaries(url)).frames.count(1);
    expect(frame).toMatchObject({ workflows: Array.from(builtInWorkflows.keys(), (name) => ({ name })) });
  });

  it('is followed by what changes after it, and nothing that it has already', async () => {
    const { feed, url, take } = await start();
    const early = await readSummaries(url);
    await early.frames.count(1);
    take();
    const late = await readSummaries(url);
    await late.frames.count(1);
    take();
    feed.flush();
    await Promise.all([heard(early, 2), heard(late, 2)]);
    expect(late.frames.all[0]).toMatchObject({ type: 'snapshot', seq: 1 });
    expect([eventsOf(early), eventsOf(late)]).toEqual([[1, 2], [2]]);
  });
});

describe('changes', () => {
  it('of a moment come in one frame: each event, each backend once as it is now', async () => {
    const { feed, url, take } = await start();
    const reader = await readSummaries(url);
    await reader.frames.count(1);
    for (let n = 0; n < 5; n++) take(backend);
    take(another);
    feed.flush();
    await heard(reader, 6);
    expect(changesOf(reader)).toMatchObject([
      { seq: 6, backends: [{ id: 'backend-0-0' }, { id: 'backend-0-1' }], gone: [], events: [1, 2, 3, 4, 5, 6].map((seq) => ({ seq })) },
    ]);
  });

  it('go out by themselves', async () => {
    const { url, take } = await start();
    const reader = await readSummaries(url);
    await reader.frames.count(1);
    take();
    expect(await heard(reader, 1)).toMatchObject({ events: [{ stage: 'DHCPDISCOVER' }] });
  });

  it('are not made for nobody, and not empty', async () => {
    const { feed, url, take } = await start();
    take();
    feed.flush();
    const reader = await readSummaries(url);
    feed.flush();
    take();
    feed.flush();
    await heard(reader, 2);
    expect(typesOf(reader)).toEqual(['snapshot', 'changes']);
  });

  it('name a backend that is gone, and not as one that is there', async () => {
    const { feed, url, take, go } = await start();
    const reader = await readSummaries(url);
    await reader.frames.count(1);
    take(another);
    take(backend);
    go('backend-0-1');
    feed.flush();
    expect(await heard(reader, 3)).toMatchObject({ gone: ['backend-0-1'], backends: [{ id: 'backend-0-0' }], events: [{}, {}] });
  });

  it('reach those who want whole backends one by one', async () => {
    const { feed, url, take } = await start();
    const whole = await readFeed(url);
    const short = await readSummaries(url);
    await Promise.all([whole.frames.count(1), short.frames.count(1)]);
    for (let n = 0; n < 3; n++) take();
    feed.flush();
    await Promise.all([whole.frames.count(4), heard(short, 3)]);
    expect(whole.frames.all.map(({ type }) => type)).toEqual(['snapshot', 'transition', 'transition', 'transition']);
    expect(changesOf(short)).toHaveLength(1);
  });

  it('that wait go out before the end', async () => {
    const { feed, url, take } = await start();
    const reader = await readSummaries(url);
    await reader.frames.count(1);
    take();
    await feed.close();
    await reader.closed;
    expect(eventsOf(reader)).toEqual([1]);
  });
});

describe('a client that comes back', () => {
  it.each([0, 1, 4, 5])('having heard %i of 5 gets the rest at once, without a gap and none twice', async (after) => {
    const { feed, url, take } = await start();
    for (let n = 0; n < 5; n++) take();
    const reader = await readSummaries(url, `&after=${after}&boot=boot-1`);
    await reader.frames.count(1);
    take();
    feed.flush();
    await heard(reader, 6);
    expect(eventsOf(reader)).toEqual([1, 2, 3, 4, 5, 6].slice(after));
    expect(typesOf(reader)).toEqual(after === 5 ? ['time', 'changes'] : ['time', 'changes', 'changes']);
  });

  it('while changes wait for another gets them with what it missed, and the other once', async () => {
    const { feed, url, take } = await start();
    const other = await readSummaries(url);
    await other.frames.count(1);
    take();
    take();
    const back = await readSummaries(url, '&after=1');
    await heard(back, 2);
    take();
    feed.flush();
    await Promise.all([heard(other, 3), heard(back, 3)]);
    expect([eventsOf(other), eventsOf(back)]).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });

  it('is told what is gone meanwhile', async () => {
    const { url, take, go } = await start();
    take(another);
    go('backend-0-1');
    expect(await heard(await readSummaries(url, '&after=0'), 2)).toMatchObject({
      gone: ['backend-0-1'],
      backends: [],
      events: [{ seq: 1 }],
    });
  });

  it.each([
    ['too far back', '&after=100'],
    ['from another life of the service', '&after=1000000'],
    ['of another numbering', '&after=1199&boot=boot-0'],
  ])('with a number %s gets a snapshot', async (_, query) => {
    const { url, take } = await start();
    for (let n = 0; n < 1_200; n++) take();
    const reader = await readSummaries(url, query);
    expect((await reader.frames.count(1))[0]).toMatchObject({ type: 'snapshot', seq: 1_200, total: 2 });
  });
});

it('everybody begins anew when the workflows have changed, and hears nothing twice', async () => {
  const { feed, url, take } = await start();
  const [whole, short] = [await readFeed(url), await readSummaries(url)];
  await Promise.all([whole.frames.count(1), short.frames.count(1)]);
  take();
  feed.greetAll();
  take();
  feed.flush();
  await Promise.all([whole.frames.count(4), heard(short, 2)]);
  expect(whole.frames.all.map(({ type }) => type)).toEqual(['snapshot', 'transition', 'snapshot', 'transition']);
  expect(typesOf(short)).toEqual(['snapshot', 'changes', 'snapshot', 'changes']);
  expect(eventsOf(short)).toEqual([1, 2]);
});

it('what was reached last, by part of the install', async () => {
  const run = { id: 'r', workflow: builtInWorkflows.get(workflow) };
  const { feed } = await start();
  const running = { ...backend, track: { runs: [run] } } as unknown as Backend;
  expect(feed.reached.times).toEqual({});
  const seen = (stage: string, seconds: number, kind: 'reached' | 'failed' = 'reached') =>
    feed.take(change({ kind, runId: 'r', stage, observedAtMs: startMs + seconds * 1_000 }, 1, running));
  seen('DHCPACK', 3);
  seen('DHCPDISCOVER', 1);
  seen('TFTP_RRQ', 4);
  seen('Profile_XML_Sent', 9, 'failed');
  expect(feed.reached.times).toEqual({ dhcp: '2026-11-21T01:05:20.000Z', tftp: '2026-11-21T01:05:21.000Z' });
});

it('what was reached before this start is part of the snapshot', async () => {
  const before = new Registry().declare(declared);
  const { stages } = builtInWorkflows.get(workflow) as Workflow;
  const seen = { workflow: builtInWorkflows.get(workflow) as Workflow, error: false, message: null, receivedAtMs: startMs, evidence: null };
  for (const [i, stage] of stages.slice(0, 4).entries()) before.track.observe({ ...seen, stage, atMs: startMs + i * 1_000 });
  const { url } = await start({ backends: () => [before] });
  const reader = await readSummaries(url);
  expect(await reader.frames.until(({ type }) => type === 'snapshot')).toMatchObject({ reached: { dhcp: '2026-11-21T01:05:20.000Z' } });
});

it('a client that does not keep up is let go alone', async () => {
  const { feed, url, take } = await start();
  const [slow, quick] = [await readSummaries(url), await readSummaries(url)];
  await Promise.all([slow.frames.count(1), quick.frames.count(1)]);
  slow.socket.pause();
  let taken = 0;
  while (feed.counters.dropped === 0 && taken < 2_000) {
    take(backend, 'x'.repeat(50_000));
    feed.flush();
    await heard(quick, ++taken);
  }
  expect([feed.counters.dropped, feed.clientCount]).toEqual([1, 1]);
  expect(eventsOf(quick)).toEqual(Array.from({ length: taken }, (_, i) => i + 1));
});
