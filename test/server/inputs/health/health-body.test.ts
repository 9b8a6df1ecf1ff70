import { describe, expect, it } from 'vitest';
import {
  cleanText,
  installFailed,
  readHealthBody,
  readHealthDeployment,
  reportedEvent,
} from '../../../../server/inputs/health/health-body.ts';

const report = (stage: string, error = false, message: string | null = null) => ({ kind: 'report', stage, error, message });
const failed = { kind: 'event', name: 'installer/failed', phase: 'finish', error: true, part: 'install' };

describe('an event', () => {
  const body = { event: 'hostos/base-os-sw', version: '3.4.83', flag: 'False', msg: '', deployment: 'hostos:mzone7204' };
  const event = { kind: 'event', name: 'hostos/base-os-sw', phase: 'finish', error: false, part: null, text: 'hostos/base-os-sw' };

  it('has its version, and is of a deployment', () => {
    expect(readHealthBody(body)).toEqual({ ...event, version: '3.4.83' });
    expect(readHealthDeployment(body)).toBe('hostos:mzone7204');
  });

  it('may be an error, without either', () => {
    const failure = { event: body.event, flag: 'True', msg: 'no room', version: '' };
    expect(readHealthBody(failure)).toEqual({ ...event, error: true, text: 'no room' });
    expect(readHealthDeployment(failure)).toBeUndefined();
  });

  it.each(['', 'hostos', '/x', 'hostos/', 'hostos/a b', 'x'.repeat(300), 5])('is not called %j', (name) => {
    expect(readHealthBody({ ...body, event: name })).toBeUndefined();
  });

  it.each(['', 'two words', 'x'.repeat(201), 5, null])('is of no deployment called %j', (deployment) => {
    expect(readHealthDeployment({ ...body, deployment })).toBeUndefined();
  });

  it.each([
    [
      { version: '1.0', message: ' no\nroom ' },
      { text: 'no room', version: '1.0' },
    ],
    [{ version: '', message: '\n' }, { text: 'hostos/base-os-sw' }],
  ])('is made of what a machine reports: %j', (more, expected) => {
    expect(reportedEvent({ event: body.event, error: false, ...more })).toEqual({ ...event, ...expected });
  });
});

describe('a report', () => {
  it.each([
    [{ systest: 'A', flag: 'True', msg: 'why' }, report('A', true, 'why')],
    [{ systest: 'A', flag: 'true' }, report('A', true)],
    [{ systest: 'A', flag: 'FALSE' }, report('A')],
    [{ systest: 'A', flag: true }, report('A', true)],
    [{ systest: 'A', flag: false, msg: 'fine' }, report('A', false, 'fine')],
    [{ systest: 'A', flag: null, msg: null }, report('A')],
    [{ systest: 'A', msg: '  ' }, report('A')],
    [{ systest: ' A ' }, report('A')],
    [{ systest: 'S'.repeat(64) }, report('S'.repeat(64))],
    [{ systest: 'A', extra: { deep: [1] } }, report('A')],
    // Of several, the report is what was meant.
    [{ systest: 'A', state: 'online', ssh: 'up' }, report('A')],
    [{ systest: 'Installation_Stalled', flag: 'False', msg: 'YPushButton.cc' }, report('Installation_Stalled', false, 'YPushButton.cc')],
  ])('%j', (body, sight) => {
    expect(readHealthBody(body)).toEqual(sight);
  });

  it.each([
    { systest: '' },
    { systest: ' ' },
    { systest: 'S'.repeat(65) },
    { systest: 5 },
    { systest: null },
    { systest: ['A'] },
    { systest: 'A', flag: 'yes' },
    { systest: 'A', flag: '' },
    { systest: 'A', flag: 1 },
    { systest: 'A', msg: 5 },
    { systest: 'A', state: 5 },
    { flag: 'True', msg: 'of what?' },
  ])('is not %j', (body) => {
    expect(readHealthBody(body)).toBeUndefined();
  });
});

describe('a state', () => {
  it.each([
    ['Installation_Stalled YPushButton.cc(123): no such file', report('Installation_Stalled', false, 'YPushButton.cc(123): no such file')],
    ['Installation_Stalled: libzypp', report('Installation_Stalled', false, 'libzypp')],
    ['Installation_Stalled:', report('Installation_Stalled')],
    ['Installation_Stalled', report('Installation_Stalled')],
    [' Install_Stalled why ', report('Install_Stalled', false, 'why')],
    ['Installation_Stalled\nYPushButton.cc\nline 2', report('Installation_Stalled', false, 'YPushButton.cc line 2')],
    ['Installation_Stalled why\u2028and how', report('Installation_Stalled', false, 'why\u2028and how')],
    ['Installation_Stalled_Again', { kind: 'text', text: 'Installation_Stalled_Again' }],
    ['installation_stalled', { kind: 'text', text: 'installation_stalled' }],
    ['no Installation_Stalled', { kind: 'text', text: 'no Installation_Stalled' }],
    ['install initializing storage', { kind: 'text', text: 'install initializing storage' }],
    ['online', { kind: 'text', text: 'online' }],
  ])('%j', (state, sight) => {
    expect(readHealthBody({ state })).toEqual(sight);
  });

  it.each([
    [{ state: 'failed', msg: 'no disk' }, 'no disk'],
    [{ state: 'failed' }, 'the installer has failed'],
  ])('of an install that has failed: %j', (body, text) => {
    expect(readHealthBody(body)).toEqual({ ...failed, text });
  });

  it('that has stalled is no heartbeat', () => {
    expect(readHealthBody({ state: 'Installation_Stalled why', ssh: 'up' })).toEqual(report('Installation_Stalled', false, 'why'));
  });

  it.each([{ state: '' }, { state: ' \n' }, { state: 5 }, { state: null }])('is not %j', (body) => {
    expect(readHealthBody(body)).toBeUndefined();
  });
});

describe('a heartbeat', () => {
  it.each([
    [{ state: 'online', ssh: 'up' }, true, 'online, ssh up'],
    [{ state: 'online', ssh: ' up\n' }, true, 'online, ssh up'],
    [{ state: 'online', ssh: 'down' }, false, 'online, ssh down'],
    [{ state: 'online', ssh: 'UP' }, false, 'online, ssh UP'],
    [{ state: 'online', ssh: '' }, false, 'online, ssh unknown'],
    [{ state: 'online', ssh: true }, false, 'online, ssh true'],
    [{ state: 'online', ssh: 1 }, false, 'online, ssh 1'],
    [{ state: 'online', ssh: null }, false, 'online, ssh null'],
    [{ state: 'offline', ssh: 'up' }, false, 'offline, ssh up'],
    [{ state: '', ssh: 'up' }, false, 'no state, ssh up'],
    [{ ssh: 'up' }, false, 'no state, ssh up'],
  ])('%j', (body, ok, text) => {
    expect(readHealthBody(body)).toEqual({ kind: 'heartbeat', ok, text });
  });

  it.each([
    { state: 'online', ssh: {} },
    { state: 'online', ssh: ['up'] },
    { state: 1, ssh: 'up' },
  ])('is not %j', (body) => {
    expect(readHealthBody(body)).toBeUndefined();
  });
});

it.each([
  ['no\tdisk', 'no disk'],
  [' ', 'the installer has failed'],
])('an install that failed because of %j', (why, text) => {
  expect(installFailed(why)).toEqual({ ...failed, text });
});

it.each([undefined, null, 'online', 5, [], [{ systest: 'A' }]])('no health message: %j', (json) => {
  expect(readHealthBody(json)).toBeUndefined();
});

describe('control characters', () => {
  it.each([
    ['a\u0000b\u001B[31mc', 'a b [31mc'],
    ['\r\n a\t\nb \u007F\u0085', 'a  b'],
    ['\u001B]0;title\u0007', ']0;title'],
    ['cut \uD83D', 'cut \uFFFD'],
    ['café 😀', 'café 😀'],
    ['x'.repeat(2001), 'x'.repeat(2000)],
    [`${'x'.repeat(1999)}😀`, `${'x'.repeat(1999)}\uFFFD`],
    ['\n', ''],
    ['', ''],
  ])('%j is shown as %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it.each([
    [{ systest: 'A\u0007B', msg: 'x\u001B[2Jy\n' }, report('A B', false, 'x [2Jy')],
    [{ state: 'x\u0000\u009By' }, { kind: 'text', text: 'x  y' }],
    [
      { state: 'on\u0000line', ssh: 'up\u001B' },
      { kind: 'heartbeat', ok: false, text: 'on line, ssh up' },
    ],
    [{ state: 'Installation_Stalled\u001B[31m' }, report('Installation_Stalled', false, '[31m')],
  ])('get through nowhere: %j', (body, sight) => {
    expect(readHealthBody(body)).toEqual(sight);
  });
});
