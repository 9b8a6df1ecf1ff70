import { describe, expect, it } from 'vitest';
import { viewRun } from '../../../state-machines/view/view.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../../state-machines/workflow/built-in.ts';
import { Dispatcher } from '../../../server/core/dispatcher.ts';
import { Registry } from '../../../server/core/registry.ts';
import { mac, observation, startMs } from './changes.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { readingOf } from '../../../server/core/queue.ts';

const hourMs = 3_600_000;

/** A machine that has just got an address, and has its limits ahead of it. */
function begun() {
  const kinds: string[] = [];
  const { log, said } = keptLog();
  const defaultWorkflow = builtInWorkflows.get(defaultWorkflowName);
  if (!defaultWorkflow) throw new Error('no default workflow');
  const dispatcher = new Dispatcher({
    registry: new Registry(),
    workflows: builtInWorkflows,
    defaultWorkflow,
    discovery: true,
    onChange: (change) => void (change.type === 'transition' && kinds.push(`${change.transition.kind} ${change.transition.stage}`)),
    log,
  });
  const see = (message: 'DISCOVER' | 'OFFER', atMs: number): void =>
    dispatcher.dispatch(readingOf(observation({ kind: 'dhcp', message, note: null }, { observedAtMs: atMs, receivedAtMs: atMs })));
  see('DISCOVER', startMs);
  const run = () => {
    const open = dispatcher.registry.get(mac)?.track.open;
    return open && viewRun(open);
  };
  return { dispatcher, kinds, said, see, run };
}

describe('when the clock of the host is set', () => {
  it.each([hourMs, -hourMs])('by %i ms nothing is late for it, and what comes next belongs to the run', (byMs) => {
    const { dispatcher, kinds, see, run } = begun();
    dispatcher.dispatch({ kind: 'clock-step', byMs });
    dispatcher.dispatch({ kind: 'time', nowMs: startMs + byMs + 1_000 });
    see('OFFER', startMs + byMs + 2_000);
    expect(kinds).toEqual(['reached DHCPDISCOVER', 'reached DHCPOFFER']);
    expect(run()).toMatchObject({ status: 'installing', startedAt: new Date(startMs + byMs).toISOString() });
  });

  it('a limit passes when its time is over by the clock as it is now', () => {
    const { dispatcher, kinds } = begun();
    dispatcher.dispatch({ kind: 'clock-step', byMs: -hourMs });
    dispatcher.dispatch({ kind: 'time', nowMs: startMs - hourMs + 21_000 });
    expect(kinds).toEqual(['reached DHCPDISCOVER', 'late DHCPOFFER']);
  });

  it('says by how much, and for how many', () => {
    const { dispatcher, said } = begun();
    dispatcher.dispatch({ kind: 'clock-step', byMs: hourMs });
    expect(said.all.map(({ text }) => text).join()).toContain(
      'the clock of this host was stepped by 3600 seconds; limits of 1 backends have been adjusted',
    );
  });
});
