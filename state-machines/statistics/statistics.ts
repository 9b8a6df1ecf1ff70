// How long installs take: outcomes and durations of the runs per workflow, and the time from each stage to the next. Pure.
import * as z from 'zod';
import type { RunView, StageView } from '../view/view.ts';

/** Seconds. */
export const durationsSchema = z.object({ count: z.int(), median: z.number(), p95: z.number() });
export type Durations = z.infer<typeof durationsSchema>;

export interface WorkflowStatistics {
  workflow: string;
  /** Runs by status. */
  runs: Record<string, number>;
  /** Seconds from start to end of installed runs; null when there are none. */
  install: Durations | null;
  /** Seconds from the previous stage, for runs that reached the stage, in the workflow's order. */
  stages: (Durations & { stage: string; failed: number; late: number })[];
}

export function statisticsOf(runs: readonly RunView[]): WorkflowStatistics[] {
  return [...Map.groupBy(runs, (run) => run.workflow)].map(([workflow, own]) => ({
    workflow,
    runs: Object.fromEntries([...Map.groupBy(own, (run) => run.status)].map(([status, some]) => [status, some.length])),
    install: durationsOf(
      own.flatMap((run) => (run.status === 'installed' && run.endedAt ? [secondsBetween(run.startedAt, run.endedAt)] : [])),
    ),
    stages: stagesOf(own),
  }));
}

function stagesOf(runs: readonly RunView[]): WorkflowStatistics['stages'] {
  const names = [...new Set(runs.flatMap((run) => run.stages.map((stage) => stage.name)))];
  const waits = Map.groupBy(runs.flatMap(waitsOf), (wait) => wait.stage);
  return names.flatMap((stage) => {
    const durations = durationsOf((waits.get(stage) ?? []).map((wait) => wait.seconds));
    const count = (status: StageView['status']): number =>
      runs.filter((run) => run.stages.some((own) => own.name === stage && own.status === status)).length;
    return durations ? [{ stage, ...durations, failed: count('failed'), late: count('late') }] : [];
  });
}

/** Each reached stage, with the time since the previously reached one. */
export function waitsOf(run: RunView): { stage: string; seconds: number }[] {
  const reached = reachedStages(run);
  return reached.slice(1).map(({ name, at }, i) => ({ stage: name, seconds: secondsBetween(reached[i]?.at ?? at, at) }));
}

/** Sorted by time. */
export function reachedStages({ stages }: RunView): { name: string; at: string }[] {
  return stages
    .flatMap(({ name, at, status }) => (at !== null && status !== 'late' ? [{ name, at }] : []))
    .toSorted((a, b) => a.at.localeCompare(b.at));
}

export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

export function durationsOf(seconds: readonly number[]): Durations | null {
  if (seconds.length === 0) return null;
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, median: at(0.5), p95: at(0.95) };
}
