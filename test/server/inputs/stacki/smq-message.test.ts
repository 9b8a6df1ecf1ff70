import { describe, expect, it } from 'vitest';
import { readSmqMessage, splitSmqDatagram, type SmqMessage } from '../../../../server/inputs/stacki/smq-message.ts';

const receivedAtMs = Date.UTC(2026, 10, 21, 6);
const health = JSON.stringify({ systest: 'SSH_Open', flag: 'False', msg: '' });
const read = (more: Partial<SmqMessage>) =>
  readSmqMessage({ channel: 'health', body: '', sender: null, receivedAtMs, source: 'smq', timeZone: 'UTC', ...more });

const installhash = (source: string, more = {}) =>
  read({ channel: 'installhash', body: JSON.stringify({ payload: 'abc', source }), ...more });

describe('health', () => {
  it.each([
    ['with its publisher’s word for the sender', { body: JSON.stringify({ channel: 'health', payload: health, source: '10.1.1.101' }) }],
    ['of releases before 5.3', { body: JSON.stringify({ channel: 'health', message: health, source: '10.1.1.101' }) }],
    ['from a datagram', { body: JSON.stringify({ channel: 'health', payload: health }), sender: '10.1.1.101' }],
    ['from a datagram of text', { body: health, sender: '10.1.1.101' }],
  ])('%s', (_, message) => {
    expect(read(message)).toMatchObject({
      who: { ip: '10.1.1.101' },
      sight: { kind: 'report', stage: 'SSH_Open', error: false, message: null },
      receivedAtMs,
      evidence: { source: 'smq' },
    });
  });

  it('of the frontend itself has no sender, and is nothing', () => {
    expect(read({ body: JSON.stringify({ channel: 'health', payload: health }) })).toBe('irrelevant');
  });

  it('that nobody sent is odd', () => {
    expect(read({ body: 'no JSON' })).toEqual({ unparsed: 'health: no sender' });
  });
});

describe('an install hash', () => {
  it('tells that the machine is there', () => {
    expect(installhash('backend-0-0')).toEqual({
      sight: { kind: 'event', name: 'smq/installhash', phase: 'note', error: false, part: null, text: 'install hash' },
      who: { host: 'backend-0-0' },
      observedAtMs: receivedAtMs,
      receivedAtMs,
      evidence: { source: 'smq', line: null, offset: null, text: '{"payload":"abc","source":"backend-0-0"}' },
    });
  });

  it('of nobody is odd', () => {
    expect(installhash('no such name!')).toEqual({ unparsed: expect.stringMatching(/^installhash: the source is not an IP address/) });
  });
});

it.each(['ludicrous', 'blaster', ''])('the channel %j is nothing', (channel) => {
  expect(read({ channel, body: health, sender: '10.1.1.101' })).toBe('irrelevant');
});

it.each([
  ['{"channel": "installhash", "source": "10.1.1.101"}', 'installhash', '10.1.1.101'],
  ['{"systest": "SSH_Open"}', 'health', null],
  ['{"channel": "health", "source": 7}', 'health', null],
])('the datagram %s is of %s', (text, channel, source) => {
  expect(splitSmqDatagram(text)).toEqual({ channel, body: text, source });
});

it('a datagram of text begins with its channel', () => {
  expect(splitSmqDatagram(`health ${health}\n`)).toEqual({ channel: 'health', body: health, source: null });
});

it.each(['', 'health', '[1]', '"text"', 'x'.repeat(70)])('the datagram %j is of none', (text) => {
  expect(splitSmqDatagram(text)).toBeUndefined();
});
