import { describe, expect, it } from 'vitest';
import { readHealthPayload } from '../../../../server/inputs/health/health-payload.ts';

const ip = '10.1.1.101';
const sshOpen = { systest: 'SSH_Open', flag: 'False', msg: '' };
const report = (stage: string) => ({ kind: 'report', stage, error: false, message: null });

describe('a payload', () => {
  const text = JSON.stringify(sshOpen);

  it.each([
    ['the JSON itself', text],
    ['the JSON with blanks around', ` ${text}\r\n`],
    ['the JSON behind its channel', `health ${text}`],
    ['the name of the stage', 'SSH_Open'],
    ['the name with a line end', 'SSH_Open\n'],
    ['the name behind its channel', 'health  SSH_Open'],
    ['a message of the old queue', JSON.stringify({ id: 1, payload: text, ttl: 300, source: ip, time: 'Sat Nov 21 01:05:12 2026' })],
    ['a message of the old queue with its channel', JSON.stringify({ payload: `health ${text}` })],
    ['a message around the name', JSON.stringify({ payload: 'SSH_Open' })],
    ['a message around an object', JSON.stringify({ payload: sshOpen })],
    ['a message with source and time of other types', JSON.stringify({ payload: text, source: 5, time: {} })],
    ['a report that has a payload of its own', JSON.stringify({ ...sshOpen, payload: 5 })],
  ])('%s', (_, payload) => {
    expect(readHealthPayload(payload)?.sight).toEqual(report('SSH_Open'));
  });

  it.each([
    '',
    ' ',
    '{',
    '{}',
    '[]',
    '5',
    '"SSH_Open"',
    '[{"systest":"SSH_Open"}]',
    'SSH-Open',
    '1SSH',
    'SSH Open',
    'Zürich',
    'S'.repeat(65),
    'healthy {"systest":"SSH_Open"}',
    'health{"systest":"SSH_Open"}',
    '{"payload":""}',
    '{"payload":[{"systest":"SSH_Open"}]}',
    '{"payload":"{\\"payload\\":\\"SSH_Open\\"}"}',
    '{"__proto__":{"systest":"SSH_Open"}}',
    '{"systest":"SSH_Open"} {"systest":"SSH_Open"}',
    '\uFEFF{',
  ])('%j is none', (payload) => {
    expect(readHealthPayload(payload)).toBeUndefined();
  });

  it('of the old queue says who sent it, and when', () => {
    const time = 'Sat Nov 21 01:05:12 2026';
    expect(readHealthPayload(JSON.stringify({ id: 1, payload: text, ttl: 300, source: ip, time }))).toEqual({
      sight: report('SSH_Open'),
      deployment: undefined,
      source: ip,
      time,
    });
    expect(readHealthPayload(JSON.stringify({ payload: text, source: 5, time: 1_795_223_112 }))).toMatchObject({
      source: undefined,
      time: 1_795_223_112,
    });
  });

  it('without the queue says neither, whatever is in it', () => {
    expect(readHealthPayload(JSON.stringify({ ...sshOpen, source: ip, time: 5 }))).toMatchObject({ source: undefined, time: undefined });
  });

  it('names the deployment that an event is of', () => {
    const event = { event: 'hostos/base-os-sw', deployment: 'hostos:mzone7204' };
    expect(readHealthPayload(JSON.stringify(event))?.deployment).toBe('hostos:mzone7204');
    expect(readHealthPayload(JSON.stringify({ payload: event }))?.deployment).toBe('hostos:mzone7204');
  });
});
