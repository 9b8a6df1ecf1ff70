import { expect, it } from 'vitest';
import { createStarlingxLogParser } from '../../../../server/inputs/starlingx/orchestrator-log.ts';
import { logLine, starlingxLogLines, kindOf } from '../real-lines.ts';

function parse(...lines: string[]) {
  const parser = createStarlingxLogParser();
  return lines.map((text) => parser.parse(logLine(text))).at(-1) ?? 'unparsed';
}
const line = (message: string, level = 'INFO') =>
  `2024-11-06 12:57:20.342 105193 ${level} dcmanager.orchestrator.orchestrator_worker [-] ${message}`;

it('a state that a subcloud is taken up in is its stage, at the time of the line', () => {
  expect(parse(line('(sw-deploy) Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1'))).toMatchObject({
    kind: 'reading',
    atMs: Date.UTC(2024, 10, 6, 12, 57, 20, 342),
    observations: [
      {
        who: { host: 'subcloud-1' },
        sight: { kind: 'event', name: 'starlingx/sw-deploy/sw-deploy pre-check', phase: 'start', error: false },
      },
    ],
  });
});

it('details are words', () => {
  const text = 'Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: subcloud-1, Details: apply phase is 40% complete';
  expect(parse(line(text))).toMatchObject({
    observations: [{ who: { host: 'subcloud-1' }, sight: { kind: 'text', text: 'apply phase is 40% complete' } }],
  });
});

it('a failure is an error of its state, with what the step said last', () => {
  const begun = line('(sw-deploy) Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: s1');
  const failed = line('(sw-deploy) Failed! Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: s1', 'ERROR');
  const details = line('Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: s1, Details: no space left', 'ERROR');
  const event = { name: 'starlingx/sw-deploy/apply VIM sw-deploy strategy', error: true, part: 'install' };
  expect(parse(begun, details, failed)).toMatchObject({
    observations: [{ sight: { ...event, text: 'apply VIM sw-deploy strategy: no space left' } }],
  });
  expect(parse(failed)).toMatchObject({ observations: [{ sight: { ...event, text: expect.stringContaining('the traceback') } }] });
});

it('a worker that has nothing more to do has completed what it began and did not fail, and nobody else’s', () => {
  const state = (name: string) => line(`(sw-deploy) Stage: 2, State: finish sw-deploy strategy, Subcloud: ${name}`);
  const failed = line('(sw-deploy) Failed! Stage: 2, State: finish sw-deploy strategy, Subcloud: s2', 'ERROR');
  const done = line('There are no further steps to process, stopping.');
  const found = parse(state('s1'), state('s2'), state('s3').replace('105193', '105194'), failed, done);
  expect(found).toMatchObject({
    kind: 'reading',
    observations: [{ who: { host: 's1' }, sight: { name: 'starlingx/sw-deploy/complete', error: false } }],
  });
  expect(kindOf(parse(state('s1'), done, done))).toBe('irrelevant');
});

it('a subcloud that is skipped is complete', () => {
  expect(parse(line('(prestage) Skipping subcloud, Stage: 2, State: prestage-precheck, Subcloud: s1'))).toMatchObject({
    observations: [{ sight: { name: 'starlingx/prestage/complete', error: false } }],
  });
});

it('nothing in the details is read as a message', () => {
  const text = 'Stage: 2, State: a, Subcloud: s1, Details: Stage: 2, State: b, Subcloud: s2, Details: c';
  expect(parse(line(text))).toMatchObject({ observations: [{ who: { host: 's1' }, sight: { kind: 'text' } }] });
});

it.each([
  [line('(sw-deploy) Orchestration starting with steps: [1, 2]'), 'irrelevant'],
  ['Traceback (most recent call last):', 'irrelevant'],
  ['  File "/usr/lib/python3/dist-packages/dcmanager/orchestrator.py", line 3, in x', 'irrelevant'],
  ['dcmanager.common.exceptions.SubcloudNotFound: no such', 'irrelevant'],
  [line('Stage: 2, State: a, Subcloud: ???'), 'unparsed'],
  [line('Stage: 2, State: sw-deploy pre-check, Subcloud: subclo'), 'unparsed'],
  ['hello there', 'unparsed'],
  ['', 'unparsed'],
])('%j is %s', (text, kind) => {
  expect(kindOf(parse(text))).toBe(kind);
});

it.each(starlingxLogLines)('%s', (text) => {
  expect(kindOf(parse(text))).toBe('observation');
});
