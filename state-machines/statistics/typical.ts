// How long installs usually take, learned from successful ones: the reference for a running install. Pure.
import * as z from 'zod';
import { durationsOf, durationsSchema, reachedStages, secondsBetween, waitsOf } from './statistics.ts';
import type { RunView } from '../view/view.ts';

export const typicalTimesSchema = z.object({
  runs: z.int().describe('number of installed runs that this is based on'),
  install: durationsSchema.nullable().describe('seconds from start to end; null if there are none'),
  stages: z
    .array(
      durationsSchema.extend({
        stage: z.string(),
        toEnd: z.number().describe('seconds from this stage to the end of the run, median'),
      }),
    )
    .describe('seconds from the previously reached stage, 0 for the first'),
});
export type TypicalTimes = z.infer<typeof typicalTimesSchema>;

/** The times of one run. */
export interface RunTimes {
  installSeconds: number;
  stages: readonly { stage: string; seconds: number; toEndSeconds: number }[];
}

/** Null for a run that does not count: not over, not successful, or closed by a person. */
export function timesOf(run: RunView): RunTimes | null {
  const { startedAt, endedAt, status, stages } = run;
  const sawItsEnd = stages.some((stage) => stage.role === 'end' && stage.status === 'done');
  if (status !== 'installed' || endedAt === null || !sawItsEnd) return null;
  const waits = new Map(waitsOf(run).map(({ stage, seconds }) => [stage, seconds]));
  return {
    installSeconds: secondsBetween(startedAt, endedAt),
    stages: reachedStages(run).flatMap(({ name, at }) => {
      // If a run was first seen in the middle, the time it took to get there is unknown.
      const seconds = waits.get(name) ?? (name === stages[0]?.name ? 0 : null);
      return seconds === null ? [] : [{ stage: name, seconds, toEndSeconds: Math.max(0, secondsBetween(at, endedAt)) }];
    }),
  };
}

/** `order`: the names of the workflow's stages. */
export function typicalTimesOf(runs: readonly RunTimes[], order: readonly string[]): TypicalTimes {
  const byStage = Map.groupBy(
    runs.flatMap(({ stages }) => stages),
    ({ stage }) => stage,
  );
  return {
    runs: runs.length,
    install: durationsOf(runs.map(({ installSeconds }) => installSeconds)),
    stages: order.flatMap((stage) => {
      const times = byStage.get(stage) ?? [];
      const durations = durationsOf(times.map(({ seconds }) => seconds));
      const toEnd = durationsOf(times.map(({ toEndSeconds }) => toEndSeconds));
      return durations && toEnd ? [{ stage, ...durations, toEnd: toEnd.median }] : [];
    }),
  };
}
