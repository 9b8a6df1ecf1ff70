import { describe, expect, it } from 'vitest';
import { act, actionSchema, type Action } from '../../../state-machines/track/actions.ts';
import { boot, playOn, playTrack, stageCalled, workflowCalled, zeroMs } from './play-track.ts';

const second = (n: number): number => zeroMs + n * 1000;
const limitOf = (stage: string): number => stageCalled(workflowCalled('stacki-sles-12'), stage).limitSeconds ?? 0;
const by = (action: string): Action => actionSchema.parse({ author: 'anna', ...read(action) });

/** `close`, `close installed`, `mute 60`, `extend 60`. */
function read(text: string): object {
  const [action, how] = text.split(' ');
  if (how === undefined) return { action };
  return action === 'close' ? { action, as: how } : { action, seconds: Number(how) };
}

/** How a backend gets where the action finds it; each ends at second 100. */
const froms = {
  idle: 'DHCPACK -1',
  installing: `${boot(0)}, Config_Sent 30`,
  late: `${boot(0)}, (time) 91`,
  waiting: `${boot(0)}, Install_Wait 30`,
  stalled: `${boot(0)}, Installation_Stalled! 30`,
  failed: `${boot(0)}, Config_Sent 30, Profile_XML_Sent! 31`,
  installed: `${boot(0)}, Config_Sent 30, Reboot_Okay 90`,
  abandoned: `${boot(0)}, Config_Sent 30`,
} as const;
type From = keyof typeof froms;

function backend(from: From) {
  const { track } = playTrack(froms[from]);
  if (from === 'abandoned') act(track, by('close'), second(99));
  return track;
}
const statusOf = (track: ReturnType<typeof backend>): string => {
  const run = track.runs.at(-1);
  return run?.status ?? 'idle';
};

const nothingToAcknowledge = /nothing to acknowledge/;
const noRun = /no run to close/;
const noLimit = /no limit is running/;
/** What each action makes of a backend: the kind of its event and the status afterwards; or why it does nothing. */
const table: Record<string, Record<From, string | RegExp>> = {
  acknowledge: {
    idle: nothingToAcknowledge,
    installing: nothingToAcknowledge,
    late: 'acknowledged, late',
    waiting: nothingToAcknowledge,
    stalled: 'acknowledged, stalled',
    failed: 'acknowledged, failed',
    installed: nothingToAcknowledge,
    abandoned: nothingToAcknowledge,
  },
  unacknowledge: all(/it is not acknowledged/),
  mute: each((from) => `muted, ${from}`),
  unmute: all(/is not muted/),
  close: { ...each(() => 'closed, abandoned'), idle: noRun, installed: noRun, abandoned: noRun },
  'close installed': { ...each(() => 'closed, installed'), idle: noRun, installed: noRun, abandoned: noRun },
  'extend 600': { ...all(noLimit), installing: 'extended, installing', late: 'extended, installing' },
};

function each<T>(of: (from: From) => T): Record<From, T> {
  return Object.fromEntries(Object.keys(froms).map((from) => [from, of(from as From)])) as Record<From, T>;
}
function all(why: RegExp): Record<From, RegExp> {
  return each(() => why);
}

describe('the table of actions', () => {
  const rows = Object.entries(table).flatMap(([action, byFrom]) =>
    Object.entries(byFrom).map(([from, to]) => [from as From, action, to] as const),
  );

  it.each(rows)('%s, %s: %s', (from, action, to) => {
    const track = backend(from);
    expect(statusOf(track)).toBe(from);
    const before = JSON.stringify(track);
    const outcome = act(track, by(action), second(100));
    const made = typeof outcome === 'string' ? outcome : outcome.map(({ kind, status }) => `${kind}, ${status}`).join();
    const refused = typeof to !== 'string';
    expect(made).toMatch(to);
    expect(statusOf(track)).toBe(refused ? from : to.split(', ')[1]);
    expect(JSON.stringify(track) === before).toBe(refused);
  });

  it.each(['acknowledge', 'mute'])('un%s takes it back, once', (action) => {
    const track = backend('failed');
    act(track, by(action), second(100));
    expect(act(track, by(`un${action}`), second(101))).toMatchObject([{ kind: `un${action}d`, status: 'failed' }]);
    expect(act(track, by(`un${action}`), second(102))).toEqual(expect.any(String));
  });
});

function event(from: From, action: Action) {
  const outcome = act(backend(from), action, second(100));
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome[0];
}

describe('an event of an action', () => {
  it('names who did it and where the run stood', () => {
    expect(event('failed', { ...by('acknowledge'), note: 'disk is on its way' })).toMatchObject({
      author: 'anna',
      stage: 'Profile_XML_Sent',
      message: 'disk is on its way',
      success: true,
      evidence: null,
      observedAtMs: second(100),
    });
  });

  it.each<[string, string | undefined, string | null]>([
    ['mute 5400', undefined, 'for 1 h 30 m'],
    ['mute', undefined, 'until it is unmuted'],
    ['mute', 'new disks', 'until it is unmuted: new disks'],
    ['extend 600', 'slow mirror', '10 m more: slow mirror'],
    ['close', undefined, null],
    ['close installed', 'seen on its console', 'seen on its console'],
  ])('%s, note %s: %s', (action, note, message) => {
    expect(event('installing', { ...by(action), ...(note !== undefined && { note }) })?.message).toBe(message);
  });

  it('of a machine without a run belongs to none', () => {
    expect(event('idle', by('mute'))).toMatchObject({ runId: '', stage: '', status: 'idle', author: 'anna' });
  });
});

describe('an acknowledgement', () => {
  it.each([
    ['late', 'Config_Sent 101', 'the run goes on'],
    ['failed', 'Profile_XML_Sent 101', 'the error is healed'],
    ['failed', 'Profile_XML_Sent!! 101', 'it fails anew, in other words'],
    ['failed', 'Common_Sent! 101', 'another stage fails'],
    ['failed', 'Install_Wait 101', 'it is held'],
    ['late', 'Profile_XML_Sent! 101', 'it fails'],
  ] as const)('of a %s run is gone after %s: %s', (from, step, _why) => {
    const track = backend(from);
    act(track, by('acknowledge'), second(100));
    expect(track.open?.acknowledged).toEqual({ by: 'anna', atMs: second(100), note: null });
    playOn(track, step);
    expect(track.runs.at(-1)?.acknowledged).toBeNull();
  });

  it.each([
    ['failed', 'Profile_XML_Sent! 101', 'the same error is repeated'],
    ['failed', 'Config_Sent 101', 'an earlier stage is seen again'],
    ['late', '(time) 500', 'time passes'],
    ['stalled', '"still hanging" 101', 'the installer says something'],
  ] as const)('of a %s run stays after %s: %s', (from, step, _why) => {
    const track = backend(from);
    act(track, by('acknowledge'), second(100));
    playOn(track, step);
    expect(track.open?.acknowledged?.by).toBe('anna');
  });

  it('is gone with an extension: the run is not late any more', () => {
    const track = backend('late');
    act(track, by('acknowledge'), second(100));
    act(track, by('extend 600'), second(101));
    expect(track.open?.acknowledged).toBeNull();
  });

  it('may be given by another, who is then named', () => {
    const track = backend('failed');
    act(track, by('acknowledge'), second(100));
    act(track, { ...by('acknowledge'), author: 'ben' }, second(101));
    expect(track.open?.acknowledged).toEqual({ by: 'ben', atMs: second(101), note: null });
  });
});

describe('an extension', () => {
  it.each([
    ['installing', '600', 30 + limitOf('Config_Sent') + 600, 'on top of the limit that runs'],
    ['late', '600', 100 + 600, 'from now, where it has passed'],
  ] as const)('of a run that is %s by %s s: due at %s, %s', (from, seconds, due, _why) => {
    const track = backend(from);
    act(track, by(`extend ${seconds}`), second(100));
    expect(((track.dueMs ?? 0) - zeroMs) / 1000).toBe(due);
  });

  it('that passes too makes the run late again', () => {
    const track = backend('late');
    act(track, by('extend 600'), second(100));
    expect(playOn(track, '(time) 700')).toEqual([]);
    expect(playOn(track, '(time) 701')).toMatchObject([{ kind: 'late', stage: 'Config_Sent' }]);
  });
});

it('the next boot after a run was closed by hand opens another', () => {
  const track = backend('failed');
  act(track, by('close'), second(100));
  playOn(track, boot(200));
  expect(track.runs.map((run) => run.status)).toEqual(['abandoned', 'installing']);
});

describe('what is sent', () => {
  it.each([
    [{ action: 'acknowledge' }, /author/],
    [{ action: 'acknowledge', author: '' }, /author/],
    [{ action: 'acknowledge', author: 'x'.repeat(65) }, /author/],
    [{ action: 'acknowledge', author: 'anna', note: 'x'.repeat(501) }, /note/],
    [{ action: 'mute', author: 'anna', seconds: 0 }, /seconds/],
    [{ action: 'extend', author: 'anna' }, /seconds/],
    [{ action: 'extend', author: 'anna', seconds: 1e9 }, /seconds/],
    [{ action: 'close', author: 'anna', as: 'failed' }, /as/],
    [{ action: 'unmute', author: 'anna', seconds: 5 }, /seconds/],
  ])('%o is refused', (sent, mistake) => {
    expect(JSON.stringify(actionSchema.safeParse(sent).error?.issues)).toMatch(mistake);
  });
});
