import { expect, it } from 'vitest';
import { MqttAcks } from '../../../../server/inputs/mqtt/acks.ts';

const message = (messageId: number, dup = false) => ({ messageId, dup, topic: 'health/a', payload: `number ${messageId}` });

function create() {
  const sent: number[] = [];
  return { sent, acks: new MqttAcks((id) => sent.push(id)) };
}

it('acknowledges in the order of arrival, whatever is settled first', () => {
  const { acks, sent } = create();
  const [first, second, third] = [1, 2, 3].map((id) => acks.expect(message(id)));
  second?.();
  expect(sent).toEqual([]);
  first?.();
  expect(sent).toEqual([1, 2]);
  third?.();
  expect([sent, acks.count]).toEqual([[1, 2, 3], 0]);
});

it('a message sent again on the next connection is not to be processed again, and acknowledged there', () => {
  const { acks, sent } = create();
  const [stored, pending] = [acks.expect(message(1)), acks.expect(message(2))];
  acks.interrupt();
  stored?.();
  expect(sent).toEqual([]);
  expect(acks.expect(message(1, true))).toBeUndefined();
  expect(sent).toEqual([1]);
  expect(acks.expect(message(2, true))).toBeUndefined();
  pending?.();
  expect(sent).toEqual([1, 2]);
});

it('an id that is used for something else is another message', () => {
  const { acks } = create();
  acks.expect(message(1));
  expect(acks.expect({ ...message(1, true), payload: 'other' })).toBeDefined();
});

it('what the broker does not send again holds up nobody', () => {
  const { acks, sent } = create();
  const old = acks.expect(message(1));
  acks.interrupt();
  acks.expect(message(2))?.();
  old?.();
  expect(sent).toEqual([2]);
});

it('nothing of a lost session is acknowledged', async () => {
  const { acks, sent } = create();
  const settle = acks.expect(message(1));
  const idle = acks.idle(60_000);
  acks.forget();
  await idle;
  settle?.();
  expect(sent).toEqual([]);
});
