import { expect, it } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { MqttMessages } from '../../../../server/inputs/mqtt/messages.ts';
import { receivedAtMs } from '../real-lines.ts';

function create({ topic = 'health' } = {}) {
  const pushed: QueueItem[] = [];
  let stored = 0;
  const messages = new MqttMessages({ name: 'mqtt', topic, nowMs: () => receivedAtMs });
  const push = async (item: QueueItem): Promise<void> => void pushed.push(item);
  const receive = async (payload: string, on = `${topic}/10.1.1.101`) => messages.receive({ topic: on, payload }, push, () => stored++);
  return { messages, pushed, receive, stored: () => stored };
}

it.each(['health', 'site/7'])('a message below %s is pushed with its evidence, and is done when it is stored', async (topic) => {
  const { pushed, receive, stored, messages } = create({ topic });
  await receive('SSH_Open');
  expect(pushed).toMatchObject([
    {
      kind: 'reading',
      atMs: receivedAtMs,
      observations: [
        {
          sight: { kind: 'report', stage: 'SSH_Open' },
          who: { ip: '10.1.1.101' },
          receivedAtMs,
          evidence: { source: 'mqtt', text: 'SSH_Open' },
        },
      ],
    },
  ]);
  expect(stored()).toBe(0);
  const [reading] = pushed;
  if (reading?.kind === 'reading') reading.done?.();
  expect(stored()).toBe(1);
  expect(messages.status()).toMatchObject({
    lines: 1,
    observations: 1,
    odd: 0,
    lastLineAtMs: receivedAtMs,
    position: null,
    lagBytes: null,
  });
});

it.each([
  ['health/10.1.1.101', 'no stage', 'health/10.1.1.101: neither a health message nor the name of a stage'],
  ['health', 'SSH_Open', 'health: no sender: neither topic nor source is an IP, a MAC or a host name'],
  ['other', 'SSH_Open', 'other: topic is not health or a sender below it'],
])('nothing can come of a message on %s that says %j: it is done at once, and shown', async (topic, payload, example) => {
  const { pushed, receive, stored, messages } = create();
  await receive(payload, topic);
  expect([pushed, stored()]).toEqual([[], 1]);
  expect(messages.status()).toMatchObject({ lines: 1, observations: 0, odd: 1, lastLineAtMs: receivedAtMs, oddExamples: [example] });
});

it('while the queue is full, messages wait in their order', async () => {
  const messages = new MqttMessages({ name: 'mqtt', topic: 'health', nowMs: () => receivedAtMs });
  const asked: string[] = [];
  const room = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const push = async (item: QueueItem): Promise<void> => {
    asked.push(item.kind === 'reading' ? (item.observations[0]?.evidence.text ?? '') : '');
    await room[asked.length - 1]?.promise;
  };
  const taken: string[] = [];
  const all = ['First', 'Second'].map(async (payload) => {
    await messages.receive({ topic: 'health/10.1.1.101', payload }, push, () => {});
    taken.push(payload);
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect([asked, taken]).toEqual([['First'], []]);
  room[0]?.resolve();
  await all[0];
  expect([asked, taken]).toEqual([['First', 'Second'], ['First']]);
  room[1]?.resolve();
  await Promise.all(all);
  expect(taken).toEqual(['First', 'Second']);
});
