import { expect, it } from 'vitest';
import { statusBefore } from '../../../../server/core/dispatch/status-before.ts';
import { playTrack } from '../../../state-machines/track/play-track.ts';
import { change } from '../changes.ts';

const made = (runId: string, status: 'installing' | 'failed') => change({ runId, status }).transition;

it('is what the run had, and from its second transition on what the one before made of it', () => {
  const [run] = playTrack('DHCPDISCOVER 0, VMLinuz_RRQ_Install 12').track.runs;
  if (!run) throw new Error('there is no run');
  const before = statusBefore([run]);
  expect([made(run.id, 'failed'), made(run.id, 'installing'), made(run.id, 'failed')].map(before)).toEqual([
    'installing',
    'failed',
    'installing',
  ]);
});

it('is idle for the first transition of a run', () => {
  const before = statusBefore([]);
  expect([made('first', 'installing'), made('second', 'installing'), made('first', 'failed')].map(before)).toEqual([
    'idle',
    'idle',
    'installing',
  ]);
});
