// What must hold for every built-in workflow. Each has a test that calls this with its file and, where there is one, its recorded story.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRun } from '../../../state-machines/run/new-run.ts';
import { limitMs, passLimits } from '../../../state-machines/run/pass-limits.ts';
import type { RunEvent } from '../../../state-machines/run/run-state.ts';
import type { Run } from '../../../state-machines/run/run.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { isOutsideOrder, type Stage, type Workflow, type WorkflowFile } from '../../../state-machines/workflow/workflow.ts';
import { storyFolder } from '../track/replay-logs.ts';

/** What is read of a line of expected-transitions.jsonl. */
interface Recorded {
  run: string;
  kind: string;
  stage: string;
  status: string;
}

function eventOf(workflow: Workflow, stage: Stage, second: number, more: Partial<RunEvent> = {}): RunEvent {
  const atMs = second * 1000;
  return { stage, workflow, error: false, message: null, atMs, receivedAtMs: atMs, evidence: null, ...more };
}

/** A run that reaches these stages, a second after each other. */
function runThrough(workflow: Workflow, stages: readonly Stage[]): Run {
  const [first] = stages;
  if (!first) throw new Error(`${workflow.name} has no stage`);
  const run = newRun(eventOf(workflow, first, 0), { id: 'backend-0-0@1', startedAtMs: 0, provisional: false });
  for (const [second, stage] of stages.entries()) run.feed(eventOf(workflow, stage, second));
  return run;
}

/** The stages that an install passes in any case, up to the one that ends it. */
function requiredOf({ stages }: Workflow): Stage[] {
  const end = stages.findIndex(({ role }) => role === 'end');
  return stages.filter((stage, i) => (i < end && !stage.optional && stage.healedBy === undefined && !isOutsideOrder(stage)) || i === end);
}

function recordedOf(story: string): Recorded[] {
  const lines = readFileSync(join(storyFolder(story), 'expected-transitions.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Recorded);
}

/** Whether it reached every required stage that logs show, and was installed. What is only reported by name (no `seen`) is in no log. */
function isWhole(run: readonly Recorded[], workflow: Workflow): boolean {
  const seen = new Set(run.map(({ stage }) => workflow.stages[workflow.index.get(stage) ?? -1]));
  return run.at(-1)?.status === 'installed' && requiredOf(workflow).every((stage) => stage.seen.length === 0 || seen.has(stage));
}

/** `stories`: recorded ones in which a machine that follows it is installed. */
export function describeWorkflow({ name }: Pick<WorkflowFile, 'name'>, { stories = [] }: { stories?: readonly string[] } = {}): void {
  const workflow = builtInWorkflows.get(name);
  if (!workflow) throw new Error(`no workflow is called ${name}`);
  const required = requiredOf(workflow);

  describe('the workflow', () => {
    it('is installed once its required stages are reached, and over then', () => {
      const run = runThrough(workflow, required);
      expect(run.status).toBe('installed');
      expect(run.snapshot.context.endedAtMs).toBe((required.length - 1) * 1000);
    });

    it('passes every stage that leads to the end in its order, and skips none that is required', () => {
      const reached = workflow.stages.filter((stage) => !isOutsideOrder(stage) && stage.healedBy === undefined);
      const end = reached.findIndex(({ role }) => role === 'end');
      expect(runThrough(workflow, reached.slice(0, end + 1)).status).toBe('installed');
    });

    it('fails with an error of the whole install', () => {
      const first = workflow.stages.find((stage) => !isOutsideOrder(stage) && stage.healedBy === undefined && stage.role !== 'end');
      if (!first) throw new Error('it has nothing but an end');
      const run = runThrough(workflow, [first]);
      run.feed(eventOf(workflow, first, 10, { error: true, whole: true, message: 'it went wrong' }));
      expect(run.status).toBe('failed');
      expect(run.recordOf(first)).toMatchObject({ status: 'failed', message: 'it went wrong' });
    });

    it('a machine that falls silent is late, if a limit runs, and with a second limit failed', () => {
      for (const stage of required.slice(0, -1)) {
        const run = runThrough(workflow, [stage]);
        const dueMs = limitMs(run);
        if (dueMs === Infinity) continue;
        const { failsMs } = run.snapshot.context;
        expect(
          passLimits(run, dueMs + 1).map(({ status }) => status),
          stage.name,
        ).toEqual([failsMs === dueMs ? 'failed' : 'late']);
        passLimits(run, (failsMs ?? dueMs) + 1);
        expect(run.status, stage.name).toBe(typeof failsMs === 'number' ? 'failed' : 'late');
      }
    });

    it.each(stories)('a run of the story %s reaches every required stage that logs show, and ends as installed', (story) => {
      const runs = [...Map.groupBy(recordedOf(story), ({ run }) => run).values()];
      expect(runs.some((run) => isWhole(run, workflow))).toBe(true);
    });
  });
}
