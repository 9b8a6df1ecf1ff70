import { expect, it } from 'vitest';
import { timeOf } from '../../../../server/inputs/contract/parser.ts';
import { createFaiLogParser } from '../../../../server/inputs/fai/fai-log.ts';
import { logLine, kindOf } from '../real-lines.ts';

const parse = (text: string, timeZone = 'UTC') => createFaiLogParser({ timeZone }).parse(logLine(text));

it.each([
  ['demohost TASKEND confdir 0', { name: 'fai/confdir', phase: 'finish', error: false }],
  ['demohost TASKBEGIN partition', { name: 'fai/partition', phase: 'start' }],
  ['demohost TASKERROR partition 710', { name: 'fai/partition', error: true, part: 'install' }],
  ['demohost HOOK instsoft.DEBIAN', { name: 'fai/hook/instsoft.DEBIAN', phase: 'note' }],
])('%s', (text, sight) => {
  expect(parse(`Sat Nov 21 09:00:52 2026 - ${text}`)).toMatchObject({
    kind: 'reading',
    atMs: Date.UTC(2026, 10, 21, 9, 0, 52),
    observations: [{ who: { host: 'demohost' }, sight }],
  });
});

it.each([
  ['Sun Nov  1 09:00:52 2026 - FAI monitoring daemon started on port 4711 with pid 812', 'irrelevant'],
  ['Sun Nov  1 09:00:52 2026 - 10.1.1.181:40112: No data or timeout.', 'irrelevant'],
  ['Sun Nov  1 09:00:52 2026 - demohost VARIABLE LOGUSER', 'irrelevant'],
  ['Sun Nov  1 09:00:52 2026 - demohost DANCE', 'unparsed'],
  ['Sun Nov 31 09:00:52 2026 - demohost TASKEND confdir 0', 'unparsed'],
  ['demohost TASKEND confdir 0', 'unparsed'],
  ['', 'unparsed'],
])('%s is %s', (text, kind) => {
  expect(kindOf(parse(text))).toBe(kind);
});

it('takes its times for those of the zone', () => {
  const read = parse('Sat Nov 21 09:00:52 2026 - demohost TASKEND confdir 0', 'Europe/Berlin');
  expect(timeOf(read)).toBe(Date.UTC(2026, 10, 21, 8, 0, 52));
});
