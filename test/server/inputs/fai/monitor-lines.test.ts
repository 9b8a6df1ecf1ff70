import { describe, expect, it } from 'vitest';
import { answerToFai, readFaiLine } from '../../../../server/inputs/fai/monitor-lines.ts';

const sightOf = (text: string) => {
  const read = readFaiLine(text, '10.1.1.101');
  if (typeof read === 'string' || read.sight.kind !== 'event') return read;
  const { name, phase, error, part, text: words } = read.sight;
  return [name, phase, error, part, words];
};

it.each([
  ['backend-0-0 check', ['fai/check', 'note', false, null, 'FAI has found its monitor']],
  ['backend-0-0 TASKBEGIN partition', ['fai/partition', 'start', false, null, 'task partition']],
  ['backend-0-0 TASKEND partition 0', ['fai/partition', 'finish', false, null, 'task partition is done']],
  ['backend-0-0 TASKEND install 0', ['fai/install', 'finish', false, 'handover', 'task install is done']],
  ['backend-0-0 TASKERROR instsoft 471', ['fai/instsoft', 'finish', false, null, 'task instsoft ended with code 471']],
  ['backend-0-0 TASKERROR partition 710', ['fai/partition', 'finish', true, 'install', 'task partition ended with code 710']],
  ['backend-0-0 TASKSKIP tests', ['fai/tests', 'note', false, null, 'task tests is skipped']],
  ['backend-0-0 HOOK instsoft.DEBIAN', ['fai/hook/instsoft.DEBIAN', 'note', false, null, 'hook instsoft.DEBIAN']],
  ['backend-0-0 VARIABLE LOGUSER', 'irrelevant'],
  ['backend-0-0 TASKEND partition', 'unparsed'],
  ['backend-0-0 TASKEND partition zero', 'unparsed'],
  ['backend-0-0 TASKBEGIN', 'unparsed'],
  ['backend-0-0 DANCE', 'unparsed'],
  ['GET / HTTP/1.1', 'unparsed'],
  ['', 'unparsed'],
])('%s', (text, expected) => {
  expect(sightOf(text)).toEqual(expected);
});

describe('whose it is', () => {
  it.each([
    ['the address’s, whatever name it gives', 'backend-0-7', '10.1.1.101', { ip: '10.1.1.101', host: 'backend-0-7' }],
    ['the address’s, whatever MAC it gives', '52:54:00:aa:00:17', '10.1.1.101', { ip: '10.1.1.101' }],
    ['the name’s, from this host', 'backend-0-7', '127.0.0.1', { host: 'backend-0-7' }],
    ['the MAC’s, from this host', '52:54:00:AA:00:17', '::1', { mac: '52:54:00:aa:00:17' }],
    ['the name’s without what stands behind a slash', 'backend-0-7/test', '127.0.0.1', { host: 'backend-0-7' }],
  ])('%s', (_, name, sender, who) => {
    expect(readFaiLine(`${name} TASKBEGIN partition`, sender)).toMatchObject({ who });
  });
});

it('answers questions only', () => {
  expect([answerToFai('backend-0-0 VARIABLE X'), answerToFai('backend-0-0 TASKBEGIN x'), answerToFai('')]).toEqual([
    'UNKNOWN X\n',
    null,
    null,
  ]);
});
