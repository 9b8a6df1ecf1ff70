import { describe, expect, it } from 'vitest';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { actionsOffered } from '../../../web/actions/offers.ts';
import { at, backend, summary, zeroMs } from '../views.ts';

const by = { by: 'anna', at: at(0), note: null };

describe('offered for a backend', () => {
  it.each<[string, Partial<BackendSummary>, string]>([
    ['without a run', {}, 'mute'],
    ['that installs, a limit running', { run: summary({ deadline: at(60) }) }, 'mute, extend, close'],
    ['that installs without a limit', { run: summary() }, 'mute, close'],
    ['that is late', { run: summary({ status: 'late' }) }, 'acknowledge, mute, extend, close'],
    ['that failed', { run: summary({ status: 'failed', deadline: at(90) }) }, 'acknowledge, mute, close'],
    ['that has stalled', { run: summary({ status: 'stalled' }) }, 'acknowledge, mute, close'],
    ['that is held', { run: summary({ status: 'waiting' }) }, 'mute, close'],
    ['acknowledged', { run: summary({ status: 'failed', acknowledged: by }) }, 'unacknowledge, mute, close'],
    ['installed', { run: summary({ status: 'installed', endedAt: at(9) }) }, 'mute'],
    ['failed, and over', { run: summary({ status: 'failed', endedAt: at(9) }) }, 'mute'],
    ['muted', { muted: { ...by, until: null } }, 'unmute'],
    ['muted for a while yet', { muted: { ...by, until: at(61) } }, 'unmute'],
    ['whose maintenance is over by its time', { muted: { ...by, until: at(60) } }, 'mute'],
  ])('%s', (_, told, expected) => {
    expect(actionsOffered(backend('backend-0-0', told), zeroMs + 60_000).join(', ')).toBe(expected);
  });
});
