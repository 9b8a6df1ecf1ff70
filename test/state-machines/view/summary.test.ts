import { describe, expect, it } from 'vitest';
import {
  backendSummarySchema,
  stageMarks,
  summarise,
  summariseRun,
  summariseWorkflow,
  type RunSummary,
  type StageTone,
} from '../../../state-machines/view/summary.ts';
import { viewRun, type StageView } from '../../../state-machines/view/view.ts';
import type { Run } from '../../../state-machines/run/run.ts';
import { Track } from '../../../state-machines/track/track.ts';
import { act } from '../../../state-machines/track/actions.ts';
import { boot, playTrack, workflowCalled, zeroMs } from '../track/play-track.ts';
import { inventoryOf, replayFolder, stories, storyFolder } from '../track/replay-logs.ts';

const known = { id: 'backend-0-0', host: 'backend-0-0', ip: '10.1.1.101', mac: '52:54:00:aa:00:10', declared: true };

/** What a run's summary must say, made from its whole view. */
function expectedOf(run: Run): Partial<RunSummary> {
  const view = viewRun(run);
  const { id, status, startedAt, endedAt, stage, stageAt, nextStage, deadline, since, lastHeardAt, message, acknowledged } = view;
  const stages = run.workflow.stages
    .map(
      ({ name }) =>
        stageMarks[
          toneOf(
            view.stages.find((one) => one.name === name),
            nextStage,
          )
        ],
    )
    .join('');
  return { id, status, startedAt, endedAt, stage, stageAt, nextStage, deadline, since, lastHeardAt, message, acknowledged, stages };
}

function toneOf(stage: StageView | undefined, nextStage: string | null): StageTone {
  if (!stage) return 'pending';
  if (stage.role === 'held') return stage.at === null ? 'pending' : 'waiting';
  if (stage.role === 'waiting' || stage.role === 'stalled') return stage.role;
  return stage.status === 'pending' && stage.name === nextStage ? 'next' : stage.status;
}

describe('a summary says what the whole view says', () => {
  it.each(stories)('in the story %s', async (story) => {
    const { monitor } = await replayFolder(storyFolder(story), inventoryOf(story));
    const backends = [...monitor.registry.all()];
    expect(backends.length).toBeGreaterThan(0);
    for (const run of backends.flatMap(({ track }) => track.runs)) expect(summariseRun(run)).toMatchObject(expectedOf(run));
    for (const backend of backends) {
      const { status, workflow } = monitor.view(backend);
      expect(backendSummarySchema.parse(monitor.summary(backend))).toMatchObject({ id: backend.id, status, workflow });
    }
  });

  it.each([
    boot(0),
    `${boot(0)}, (time) 91`,
    `${boot(0)}, Config_Sent 30, Profile_XML_Sent! 31`,
    `${boot(0)}, Install_Wait 30`,
    `${boot(0)}, Installation_Stalled! 30`,
    `${boot(0)}, SSH_Open 40`,
    `${boot(0)}, SSH_Open 40, Reboot_Okay 90`,
    `${boot(0)}, SSH_Open 40, ${boot(200)}`,
  ])('after %s', (steps) => {
    const { runs } = playTrack(steps).track;
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) expect(summariseRun(run)).toMatchObject(expectedOf(run));
  });
});

function marksAfter(steps: string): Record<string, string> {
  const [run] = playTrack(steps).track.runs;
  if (!run) throw new Error('there is no run');
  const { stages } = summariseRun(run);
  return Object.fromEntries(run.workflow.stages.map(({ name }, i) => [name, stages[i] ?? '']));
}
const countAfter = (steps: string): number[] => playTrack(steps).track.runs.map((run) => summariseRun(run).count);

describe('the marks of the stages', () => {
  it.each([
    ['what is there is done, what must come is next', boot(0), { DHCPACK: 'd', Initrd_RRQ: 'd', Config_Sent: 'n', Reboot_Okay: '.' }],
    ['what is late', `${boot(0)}, (time) 91`, { Initrd_RRQ: 'd', Config_Sent: 'l' }],
    ['what failed', `${boot(0)}, Config_Sent 30, Profile_XML_Sent! 31`, { Config_Sent: 'd', Profile_XML_Sent: 'f', Common_Sent: 'n' }],
    ['what was passed over', `${boot(0)}, SSH_Open 40`, { Config_Sent: 's', SSH_Open: 'd' }],
    ['what holds it', `${boot(0)}, Install_Wait 30`, { Install_Wait: 'w', Installation_Stalled: '.' }],
    ['what stalled', `${boot(0)}, Installation_Stalled! 30`, { Installation_Stalled: 'x', Install_Wait: '.' }],
    ['nothing comes next when it is over', `${boot(0)}, SSH_Open 40, Reboot_Okay 90`, { Reboot_Okay: 'd' }],
  ])('%s', (_, steps, expected) => {
    expect(marksAfter(steps)).toMatchObject(expected);
  });
});

describe('a summary', () => {
  it('of a backend without a run', () => {
    expect(summarise({ ...known, track: new Track('backend-0-0', true) }, 'stacki-sles-12')).toEqual({
      ...known,
      workflow: 'stacki-sles-12',
      status: 'idle',
      muted: null,
      run: null,
    });
  });

  it('names who acknowledged and who muted', () => {
    const { track } = playTrack(`${boot(0)}, (time) 91`);
    act(track, { action: 'acknowledge', author: 'anna', note: 'on it' }, zeroMs);
    act(track, { action: 'mute', author: 'ben', seconds: 60 }, zeroMs);
    expect(summarise({ ...known, track }, 'stacki-sles-12')).toMatchObject({
      muted: { by: 'ben', until: '2026-11-21T01:06:00.000Z' },
      run: { acknowledged: { by: 'anna', note: 'on it' } },
    });
  });

  it('counts how often the stage that is not well was seen, and only that', () => {
    expect(countAfter(`${boot(0)}, Profile_XML_Sent! 31, Profile_XML_Sent! 32, Profile_XML_Sent! 33`)).toEqual([3]);
    expect(countAfter(`${boot(0)}, (time) 91`)).toEqual([0]);
    expect(countAfter(boot(0))).toEqual([0]);
  });

  it('cuts a line that is too long, and no other', () => {
    const { track } = playTrack(`${boot(0)}, Config_Sent 30`);
    const [run] = track.runs;
    const [stage] = run?.workflow.stages.filter(({ name }) => name === 'Profile_XML_Sent') ?? [];
    if (!run || !stage) throw new Error('there is no run');
    const fail = (text: string, atMs: number) => {
      const evidence = { source: 'access_log', line: 3, offset: 0, text };
      track.observe({ stage, workflow: run.workflow, error: true, message: text.slice(0, 9), atMs, receivedAtMs: atMs, evidence });
      return summariseRun(run).evidence?.text;
    };
    expect(fail('x'.repeat(300), zeroMs + 40_000)).toBe('x'.repeat(300));
    expect(fail('y'.repeat(301), zeroMs + 41_000)).toBe(`${'y'.repeat(300)}…`);
  });
});

it('a workflow’s summary has its stages in the order of the marks', () => {
  const workflow = workflowCalled('stacki-sles-12');
  const { name, stages } = summariseWorkflow(workflow);
  expect(name).toBe('stacki-sles-12');
  expect(stages.map((stage) => stage.name)).toEqual(workflow.stages.map((stage) => stage.name));
  expect(stages.find((stage) => stage.name === 'Install_Wait')).toMatchObject({ role: 'waiting' });
});
