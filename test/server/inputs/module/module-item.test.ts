// What docs/deployers/adding-one.md lets a source of a site's own push.
import { describe, expect, it } from 'vitest';
import { readModuleItem } from '../../../../server/inputs/module/module-item.ts';

const receivedAtMs = Date.UTC(2026, 10, 21, 6);
const read = (item: unknown) => readModuleItem(item, { source: 'slipway', receivedAtMs });
const observation = (sight: object, more: object = {}) => ({
  kind: 'observation',
  observation: { who: { host: 'Node-1' }, sight, ...more },
});
const event = { kind: 'event', name: 'slipway/boot' };

describe('an observation', () => {
  it('gets what is left out', () => {
    expect(read(observation(event))).toMatchObject({
      observations: [
        {
          who: { host: 'node-1' },
          sight: { ...event, phase: 'finish', error: false, part: null, text: '' },
          observedAtMs: receivedAtMs,
          receivedAtMs,
          evidence: { source: 'slipway', line: null, offset: null, text: '' },
        },
      ],
    });
  });

  it('keeps its own time, deployment, evidence, and the position after it', () => {
    const item = { ...observation(event, { observedAtMs: 5, deployment: 'slipway:7', evidence: 'raw words' }), at: { line: 3 } };
    expect(read(item)).toMatchObject({
      observations: [{ observedAtMs: 5, deployment: 'slipway:7', evidence: { text: 'raw words' } }],
      position: { source: 'slipway', at: { line: 3 } },
    });
  });

  it.each([
    ['an event', { ...event, text: 'booted' }, 'booted'],
    ['a report', { kind: 'report', stage: 'SSH_Open' }, 'SSH_Open'],
    ['a report with words', { kind: 'report', stage: 'SSH_Open', error: true, message: 'no sshd' }, 'no sshd'],
    ['words', { kind: 'text', text: 'partitioning' }, 'partitioning'],
    ['a finding', { kind: 'finding', rule: 'disk-full', text: 'no space' }, 'no space'],
  ])('%s proves itself by its words', (_, sight, text) => {
    expect(read(observation(sight))).toMatchObject({ observations: [{ sight: { kind: sight.kind }, evidence: { text } }] });
  });

  it('holds nothing that a terminal would obey', () => {
    expect(JSON.stringify(read(observation({ kind: 'text', text: 'a\u001B[2Jb' })))).not.toContain('\\u001b');
  });
});

it('a deployment is a report', () => {
  const report = { id: 'slipway:7', workflow: 'slipway', reportedAt: '2026-11-21T06:00:00.000Z' };
  expect(read({ kind: 'deployment', report })).toEqual({ kind: 'reading', atMs: receivedAtMs, observations: [], report });
});

it('a position alone', () => {
  expect(read({ kind: 'position', at: [1] })).toEqual({
    kind: 'reading',
    atMs: receivedAtMs,
    observations: [],
    position: { source: 'slipway', at: [1] },
  });
});

describe('what is none of it is odd, and says where', () => {
  it.each([
    ['nothing', undefined, /^item: /],
    ['another kind', { kind: 'news' }, /^kind: /],
    ['nobody', observation(event, { who: {} }), /^observation\.who: host, ip or mac$/],
    ['no such name', observation(event, { who: { host: '???' } }), /^observation\.who\.host: invalid name or address$/],
    ['a field too many', observation({ ...event, colour: 'red' }), /^observation\.sight: /],
    ['a stage that is no word', observation({ kind: 'report', stage: 'two words' }), /^observation\.sight\.stage: /],
    ['a rule that is no word', observation({ kind: 'finding', rule: 'Disk Full', text: '' }), /lower-case letters, digits and - only$/],
    ['a time of no calendar', observation(event, { observedAtMs: 1e20 }), /^observation\.observedAtMs: /],
    ['a deployment without its id', { kind: 'deployment', report: { workflow: 'slipway' } }, /^report\.id: /],
  ])('%s', (_, item, odd) => {
    expect(read(item)).toEqual({ unparsed: expect.stringMatching(odd) });
  });
});
