import { describe, expect, it } from 'vitest';
import { newRun } from '../../../state-machines/run/new-run.ts';
import { findingsKept, Run } from '../../../state-machines/run/run.ts';
import type { RunEvent } from '../../../state-machines/run/run-state.ts';
import { stageCalled, workflowCalled, zeroMs } from '../track/play-track.ts';

const workflow = workflowCalled('stacki-sles-12');

/** Of the stage called so, so many seconds after the run's start. */
function eventOf(name: string, second: number, more: Partial<RunEvent> = {}): RunEvent {
  const atMs = zeroMs + second * 1000;
  return { stage: stageCalled(workflow, name), workflow, error: false, message: null, atMs, receivedAtMs: atMs, evidence: null, ...more };
}

function begun(): Run {
  const run = newRun(eventOf('DHCPDISCOVER', 0), { id: 'backend-0-0@1', startedAtMs: zeroMs, provisional: true });
  run.feed(eventOf('DHCPDISCOVER', 0));
  return run;
}

const byAnna = { by: 'anna', atMs: zeroMs, note: null };
const finding = (n: number) => ({ rule: 'rule', text: `broken for the ${n}. time`, remedy: null });

describe('findings', () => {
  it('are reported once each', () => {
    const run = begun();
    expect(run.addFinding(finding(1), eventOf('DHCPACK', 1), undefined)).toMatchObject([{ kind: 'finding', success: false }]);
    expect(run.addFinding(finding(1), eventOf('DHCPACK', 2), undefined)).toEqual([]);
    expect(run.findings).toEqual([{ ...finding(1), stage: null, atMs: zeroMs + 1000 }]);
  });

  it('are kept up to a number; those beyond are neither kept nor reported', () => {
    const run = begun();
    const reported = Array.from({ length: findingsKept + 5 }, (_, n) => run.addFinding(finding(n), eventOf('DHCPACK', n), undefined));
    expect(findingsKept).toBe(20);
    expect(reported.flat()).toHaveLength(20);
    expect(run.findings.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, n) => finding(n).text));
  });
});

describe('an acknowledgement', () => {
  it('is gone when the status changes', () => {
    const run = begun();
    run.feed(eventOf('Config_Sent', 1, { error: true, message: 'refused' }));
    run.acknowledge(byAnna);
    run.feed(eventOf('SLES_Img_Sent', 2));
    expect(run).toMatchObject({ status: 'installing', acknowledged: null });
  });

  it('is gone when it fails again in other words, and stays when it fails in the same', () => {
    const run = begun();
    run.feed(eventOf('Config_Sent', 1, { error: true, message: 'refused' }));
    run.acknowledge(byAnna);
    run.feed(eventOf('Config_Sent', 2, { error: true, message: 'refused' }));
    expect(run.acknowledged).toEqual(byAnna);
    run.feed(eventOf('Config_Sent', 3, { error: true, message: 'not found' }));
    expect(run.acknowledged).toBeNull();
  });
});

it('words of the installer are reported once, and not while no installer was seen', () => {
  const run = begun();
  expect(run.say('installing packages', eventOf('DHCPACK', 1))).toEqual([]);
  run.confirm();
  expect(run.say('installing packages', eventOf('DHCPACK', 2))).toMatchObject([{ kind: 'text', message: 'installing packages' }]);
  expect(run.say('installing packages', eventOf('DHCPACK', 3))).toEqual([]);
  expect(run.text).toBe('installing packages');
});

it('a clock that was set moves its start, its records and its limits', () => {
  const run = begun();
  const { deadlineMs } = run.snapshot.context;
  run.shift(-60_000);
  expect(run.startedAtMs).toBe(zeroMs - 60_000);
  expect(run.recordOf(stageCalled(workflow, 'DHCPDISCOVER'))?.atMs).toBe(zeroMs - 60_000);
  expect(run.snapshot.context.deadlineMs).toBe((deadlineMs ?? NaN) - 60_000);
});

it('begins earlier, never later, by what is read behind', () => {
  const run = begun();
  run.beginAt(zeroMs - 1000);
  run.beginAt(zeroMs + 1000);
  expect(run.startedAtMs).toBe(zeroMs - 1000);
});

it('its state is data that another run is made of', () => {
  const run = begun();
  const { id, status, startedAtMs, provisional, round } = run;
  expect(run.state).toMatchObject({ id, startedAtMs, provisional, round, snapshot: { value: status } });
});

it('a transition has the status of the run before it: idle for the first, and after a restart what was stored', () => {
  const started = newRun(eventOf('DHCPDISCOVER', 0), { id: 'backend-0-0@1', startedAtMs: zeroMs, provisional: true });
  const steps = [eventOf('DHCPDISCOVER', 0), eventOf('VMLinuz_RRQ_Install', 12, { error: true, message: 'no file' })];
  expect(steps.flatMap((event) => started.feed(event)).map(({ statusBefore, status }) => [statusBefore, status])).toEqual([
    ['idle', 'installing'],
    ['installing', 'failed'],
  ]);
  const restored = new Run(started.state);
  expect(restored.feed(eventOf('VMLinuz_RRQ_Install', 20))[0]).toMatchObject({ statusBefore: 'failed', status: 'installing' });
});
