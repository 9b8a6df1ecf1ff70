import { describe, expect, it } from 'vitest';
import { countByStatus, isMuted, urgencies, urgencyOf, urgencyRank, urgencyTitles } from '../../../state-machines/view/urgency.ts';
import { statuses, statusTable, type BackendStatus } from '../../../state-machines/vocabulary.ts';
import { summariseRun } from '../../../state-machines/view/summary.ts';
import { playTrack } from '../track/play-track.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);
const muted = (until: string | null) => ({ by: 'anna', at: '2026-11-21T11:00:00Z', note: null, until });
const backend = (status: BackendStatus, more: Partial<Parameters<typeof urgencyOf>[0]> = {}) => ({
  status,
  muted: null,
  run: null,
  ...more,
});

describe('a mute', () => {
  it.each([
    ['without an end', muted(null), true],
    ['that ends later', muted('2026-11-21T12:00:01Z'), true],
    ['that has ended', muted('2026-11-21T12:00:00Z'), false],
    ['that is none', null, false],
  ])('%s: %s', (_, given, expected) => {
    expect(isMuted({ muted: given }, nowMs)).toBe(expected);
  });
});

it.each(statuses)('%s is listed where the table of statuses says', (status) => {
  expect(urgencyOf(backend(status), nowMs)).toBe(statusTable[status].urgency);
});

it('trouble that is muted or acknowledged is known; what is well stays where it is', () => {
  const [run] = playTrack('DHCPDISCOVER 0').track.runs.map(summariseRun);
  const acknowledged = { by: 'anna', at: '2026-11-21T11:00:00Z', note: null };
  if (!run) throw new Error('there is no run');
  expect(urgencyOf(backend('late', { muted: muted(null) }), nowMs)).toBe('known');
  expect(urgencyOf(backend('failed', { run: { ...run, acknowledged } }), nowMs)).toBe('known');
  expect(urgencyOf(backend('installing', { muted: muted(null) }), nowMs)).toBe('installing');
});

it('sorts by urgency, then by status', () => {
  const sorted = [backend('idle'), backend('installing'), backend('late', { muted: muted(null) }), backend('late'), backend('failed')]
    .toSorted((a, b) => urgencyRank(a, nowMs) - urgencyRank(b, nowMs))
    .map(({ status, muted: mute }) => (mute ? `${status}, muted` : status));
  expect(sorted).toEqual(['failed', 'late', 'late, muted', 'installing', 'idle']);
});

it('counts every status, also those that no backend has', () => {
  const counts = countByStatus([backend('late'), backend('late'), backend('idle')]);
  expect(Object.keys(counts)).toEqual([...statuses]);
  expect(counts).toMatchObject({ late: 2, idle: 1, failed: 0 });
});

it('every urgency has a title', () => {
  expect(urgencies.map((urgency) => urgencyTitles[urgency])).toEqual(['Needs you', 'Acknowledged or muted', 'Installing', 'Others']);
});
