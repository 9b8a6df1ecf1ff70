import { describe, expect, it } from 'vitest';
import { countNeedy, titleOf } from '../../web/trouble-title.ts';
import { at, backend, summary, zeroMs } from './views.ts';

const signed = { by: 'anna', at: at(0), note: null };
const late = { status: 'late' } as const;

it('who needs somebody is counted; who is well, acknowledged or muted is not', () => {
  const backends = [
    backend('a', late),
    backend('b', { status: 'failed' }),
    backend('c', { status: 'waiting' }),
    backend('d', { ...late, run: summary({ ...late, acknowledged: signed }) }),
    backend('e', { ...late, muted: { ...signed, until: at(1) } }),
    backend('f', { ...late, muted: { ...signed, until: at(0) } }),
  ];
  expect(countNeedy({ backends: new Map(backends.map((each) => [each.id, each])) }, zeroMs)).toBe(3);
});

describe('the title', () => {
  it.each([
    ['live', 0, 'install-checklist'],
    ['live', 3, '(3) install-checklist'],
    ['lost', 0, 'not connected · install-checklist'],
    ['lost', 3, '(3) not connected · install-checklist'],
  ] as const)('%s with %i: %s', (connection, count, title) => {
    expect(titleOf({ connection }, count)).toBe(title);
  });
});
