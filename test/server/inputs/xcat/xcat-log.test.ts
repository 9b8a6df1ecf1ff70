import { expect, it } from 'vitest';
import { createXcatParser } from '../../../../server/inputs/xcat/xcat-log.ts';
import { logLine, receivedAtMs, kindOf, observationsOf } from '../real-lines.ts';

const read = (text: string) => {
  const found = createXcatParser({ timeZone: 'UTC', nowMs: () => receivedAtMs }).parse(logLine(text));
  const [observation] = observationsOf(found);
  if (!observation) return kindOf(found);
  const { sight, who } = observation;
  return sight.kind === 'event' ? [who.host, sight.name, sight.phase, sight.error, sight.part] : sight.kind;
};
const node = 'Nov 21 01:20:02 backend-0-0 ';

it.each([
  ['xcat.deployment INFO ============deployment starting============', ['backend-0-0', 'xcat/log', 'note', false, null]],
  ['xcat.deployment.postscript INFO postscript start..: syslog', ['backend-0-0', 'xcat/postscript/syslog', 'start', false, null]],
  [
    'xcat.deployment.postscript INFO postscript end...: syslog return with 0',
    ['backend-0-0', 'xcat/postscript/syslog', 'finish', false, null],
  ],
  ['xcat:  Sat Nov 21 01:20:02 UTC 2026 Running postscript: otherpkgs', ['backend-0-0', 'xcat/postscript/otherpkgs', 'start', false, null]],
  [
    'xcat:  Sat Nov 21 01:20:02 UTC 2026 postscript otherpkgs return with 1',
    ['backend-0-0', 'xcat/postscript/otherpkgs', 'finish', true, null],
  ],
  ['xcat: Running postbootscript: setupntp', ['backend-0-0', 'xcat/postbootscript/setupntp', 'start', false, null]],
  ['xcat.mypostscript: INFO postbootscript setupntp return with 0', ['backend-0-0', 'xcat/postbootscript/setupntp', 'finish', false, null]],
  ['xcat.provision:  provision completed.(backend-0-0)', ['backend-0-0', 'xcat/provision-completed', 'finish', false, 'end']],
  ['sshd[7]: postscript otherpkgs return with 1', 'irrelevant'],
  ['xcat:', 'irrelevant'],
])('a node says: %s', (text, expected) => {
  expect(read(node + text)).toEqual(expected);
});

it.each([
  ['installing', ['backend-0-7', 'xcat/installing', 'start', false, null]],
  ['booting', ['backend-0-7', 'xcat/booting', 'start', false, 'handover']],
  ['booted', ['backend-0-7', 'xcat/booted', 'finish', false, 'end']],
  ['failed', ['backend-0-7', 'xcat/failed', 'finish', true, 'install']],
])('xcatd says of a node: %s', (status, expected) => {
  expect(read(`Nov 21 01:05:02 frontend-0-0 xcat[127]: INFO xcat.updatestatus - backend-0-7: changing status=${status}`)).toEqual(expected);
});

it.each(['no syslog', ''])('odd: %j', (text) => {
  expect(read(text)).toBe('unparsed');
});
