import { expect, it } from 'vitest';
import { createCobblerParser } from '../../../../server/inputs/cobbler/install-log.ts';
import { logLine, kindOf } from '../real-lines.ts';

const parse = (text: string) => createCobblerParser().parse(logLine(text));

it('makes an observation with the time of the line', () => {
  expect(parse('system\tbackend-0-0\t10.1.1.101\tstart\t1795223180.11')).toMatchObject({
    kind: 'reading',
    atMs: 1_795_223_180_110,
    observations: [
      {
        sight: { kind: 'event', name: 'cobbler/start', phase: 'start', part: null },
        who: { ip: '10.1.1.101', host: 'backend-0-0' },
      },
    ],
  });
});

it.each([
  ['profile\trhel9\t10.1.1.102\tstop\t1795223480.52', { name: 'cobbler/stop', part: 'handover' }, { ip: '10.1.1.102' }],
  ['system\tbackend-0-0\t?\tstop\t1795223480', { name: 'cobbler/stop', part: 'handover' }, { host: 'backend-0-0' }],
  [
    'system\tbackend-0-0\t10.1.1.101\tfirstboot\t1795223480',
    { name: 'cobbler/firstboot', part: 'end' },
    { ip: '10.1.1.101', host: 'backend-0-0' },
  ],
])('%j', (text, sight, who) => {
  expect(parse(text)).toMatchObject({ observations: [{ sight, who }] });
});

it.each([
  ['profile\trhel9\t?\tstart\t1795223480', 'irrelevant'],
  ['system\tbackend-0-0\t10.1.1.101\tstart', 'unparsed'],
  ['system\tbackend-0-0\t10.1.1.101\tstart\tnever', 'unparsed'],
  // Cut off in its time, which would be long ago.
  ['system\tbackend-0-0\t10.1.1.101\tstart\t17952', 'unparsed'],
  ['system\tbackend-0-0\t10.1.1.101\trestart\t1795223480', 'unparsed'],
  ['', 'unparsed'],
])('%j is %s', (text, kind) => {
  expect(kindOf(parse(text))).toBe(kind);
});
