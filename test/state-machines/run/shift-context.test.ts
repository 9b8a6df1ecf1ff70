import { expect, it } from 'vitest';
import { shiftContext } from '../../../state-machines/run/shift-context.ts';
import { playTrack } from '../track/play-track.ts';

it('moves every time of a run, and keeps what is no time', () => {
  const context = playTrack('DHCPDISCOVER 0, DHCPOFFER 1').track.open?.snapshot.context;
  if (!context) throw new Error('no run is open');
  const moved = shiftContext(context, 5_000);
  expect(moved).toMatchObject({
    furthest: context.furthest,
    deadlineMs: (context.deadlineMs ?? NaN) + 5_000,
    lastHeardMs: context.lastHeardMs + 5_000,
  });
  expect(moved.records['DHCPOFFER']).toMatchObject({ atMs: (context.records['DHCPOFFER']?.atMs ?? NaN) + 5_000, count: 1 });
  expect(shiftContext(moved, -5_000)).toEqual({ ...context, failsMs: context.failsMs ?? null });
});

it('moves the tries of macro steps, and leaves one open that is under way', () => {
  const { open } = playTrack('DHCPDISCOVER 0').track;
  const begun = {
    step: 'Boot',
    implementation: null,
    number: 1,
    startedAtMs: 1_000,
    endedAtMs: null,
    failed: null,
    allowed: null,
    limitSeconds: null,
  };
  if (!open) throw new Error('no run is open');
  const moved = shiftContext({ ...open.snapshot.context, tries: [begun, { ...begun, endedAtMs: 2_000 }] }, 500);
  expect(moved.tries?.map(({ startedAtMs, endedAtMs }) => [startedAtMs, endedAtMs])).toEqual([
    [1_500, null],
    [1_500, 2_500],
  ]);
});
