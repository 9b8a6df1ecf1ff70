import { describe, expect, it } from 'vitest';
import { viewRun } from '../../../../state-machines/view/view.ts';
import { runsKept, TypicalTimesOutput } from '../../../../server/outputs/typical-times/typical-times.ts';
import { playTrack, workflowCalled } from '../../../state-machines/track/play-track.ts';
import { change, declaredBackend } from '../../core/changes.ts';

const workflow = workflowCalled('stacki-sles-12');
const steps = (seconds: number): string => `DHCPDISCOVER 0, VMLinuz_RRQ_Install 12, Reboot_Okay ${seconds}`;

/** The changes of an install that takes so long. */
function install(seconds: number, told = steps(seconds)) {
  const { track, all } = playTrack(told);
  const backend = { ...declaredBackend(), track };
  return all.map((transition) => change(transition, 1, backend));
}
const viewOf = (seconds: number, id: string) => {
  const [run] = playTrack(steps(seconds)).track.runs;
  if (!run) throw new Error('there is no run');
  return { ...viewRun(run), id };
};

describe('the output of typical times', () => {
  it('learns from an install when it is over', () => {
    const output = new TypicalTimesOutput();
    const changes = install(90);
    for (const one of changes.slice(0, -1)) output.take(one);
    expect(output.of(workflow).runs).toBe(0);
    for (const one of changes.slice(-1)) output.take(one);
    expect(output.of(workflow)).toMatchObject({ runs: 1, install: { count: 1, median: 90 } });
    expect(output.of(workflowCalled('stacki-redhat-7')).runs).toBe(0);
  });

  it('learns a run once, whatever comes after its end', () => {
    const output = new TypicalTimesOutput();
    for (const one of [...install(90), ...install(90, `${steps(90)}, Reboot_Okay 95`)]) output.take(one);
    expect(output.of(workflow).runs).toBe(1);
  });

  it('forgets the oldest', () => {
    const output = new TypicalTimesOutput();
    output.learn(viewOf(9_000, 'first'));
    for (let n = 0; n < runsKept; n++) output.learn(viewOf(90, `run ${n}`));
    expect(output.of(workflow)).toMatchObject({ runs: runsKept, install: { p95: 90 } });
    expect(output.of(workflow).install?.count).toBe(runsKept);
  });

  it('takes no notice of a backend that is gone', () => {
    const output = new TypicalTimesOutput();
    output.take({ type: 'gone', seq: 1, id: 'other' });
    output.take(change({ kind: 'reached', status: 'installed' }));
    expect(output.of(workflow).runs).toBe(0);
  });
});
