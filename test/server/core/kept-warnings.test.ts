import { expect, it } from 'vitest';
import { KeptWarnings } from '../../../server/core/kept-warnings.ts';
import { keptLog } from '../inputs/following/silent-log.ts';

function create() {
  let nowMs = Date.UTC(2026, 10, 21, 6);
  const warnings = new KeptWarnings(() => (nowMs += 1_000));
  const { log, said } = keptLog();
  return { warnings, log: warnings.listenTo(log), said };
}
const at = (second: number): string => `2026-11-21T06:00:${String(second).padStart(2, '0')}.000Z`;

it('keeps warnings and errors, and passes everything on as it was', () => {
  const { warnings, log, said } = create();
  log.debug('a detail');
  log.info({ path: '/x' }, 'all is well');
  log.warn('slow');
  log.error({ error: new Error('no space left') }, 'could not be written');
  expect(warnings.all()).toEqual([
    { at: at(1), level: 'warn', text: 'slow', count: 1 },
    { at: at(2), level: 'error', text: 'could not be written: no space left', count: 1 },
  ]);
  expect(said.all.map(({ level }) => level)).toEqual(['debug', 'info', 'warn', 'error']);
  expect(said.all[1]?.text).toBe('{"path":"/x"} all is well');
});

it.each([
  [['words'], 'words'],
  [[{ stage: 'Coffee_Made' }, 'no such stage'], 'no such stage: stage Coffee_Made'],
  [[{ path: '/var/log/x', lines: 3 }, 'not written'], 'not written: path /var/log/x: lines 3'],
  [[{ error: new Error('why'), item: { kind: 'time' } }, 'lost'], 'lost: why'],
  [[{ error: new Error('why') }], 'why'],
  [['x'.repeat(5_000)], 'x'.repeat(1_000)],
])('%j is told as %s', (said, text) => {
  const { warnings, log } = create();
  (log.warn as (...parts: unknown[]) => void)(...said);
  expect(warnings.all()).toMatchObject([{ text }]);
});

it('counts equal ones in a row, with the time of the last', () => {
  const { warnings, log } = create();
  for (const text of ['a', 'a', 'a', 'b', 'a']) log.warn(text);
  log.error('a');
  expect(warnings.all()).toEqual([
    { at: at(3), level: 'warn', text: 'a', count: 3 },
    { at: at(4), level: 'warn', text: 'b', count: 1 },
    { at: at(5), level: 'warn', text: 'a', count: 1 },
    { at: at(6), level: 'error', text: 'a', count: 1 },
  ]);
});

it('keeps the last hundred', () => {
  const { warnings, log } = create();
  for (let n = 1; n <= 150; n++) log.warn(`no ${n}`);
  expect(warnings.all().map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, i) => `no ${i + 51}`));
});
