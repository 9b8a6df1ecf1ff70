// Statistics of macro steps (tries, failures, durations) and of failures per machine: what a deployer's own statistics have, and what they lack.
// Pure.
import { durationsOf, secondsBetween, type Durations } from './statistics.ts';
import type { RunView } from '../view/view.ts';
import { statusTable } from '../vocabulary.ts';

/** A run with its machine, and the values it is grouped by, such as its cluster or environment. */
export type CountedRun = RunView & { host: string; group?: string | null };

export interface StepStatistics {
  step: string;
  /** The implementation used. */
  implementation: string | null;
  group: string | null;
  tries: number;
  failed: number;
  /** Tries that were not the first of their run. */
  retries: number;
  /** Seconds of successful tries; null if none succeeded. */
  seconds: Durations | null;
}

/** In step order. */
export function stepStatisticsOf(runs: readonly CountedRun[]): StepStatistics[] {
  const tries = runs.flatMap((run) => run.tries.map((one) => ({ ...one, group: run.group ?? null })));
  const order = [...new Set(tries.map(({ step }) => step))];
  const alike = Map.groupBy(tries, ({ step, implementation, group }) => JSON.stringify([order.indexOf(step), implementation, group]));
  return [...alike.values()]
    .flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const { step, implementation, group } = first;
      const failed = own.filter((one) => one.failed !== null).length;
      const retries = own.filter(({ number }) => number > 1).length;
      const took = own.flatMap((one) => (one.failed === null && one.endedAt !== null ? [secondsBetween(one.startedAt, one.endedAt)] : []));
      return [{ step, implementation, group, tries: own.length, failed, retries, seconds: durationsOf(took) }];
    })
    .toSorted((a, b) => order.indexOf(a.step) - order.indexOf(b.step));
}

export interface NodeStatistics {
  host: string;
  /** Finished runs, except those that a person ended. */
  runs: number;
  failed: number;
  /** 0 to 1. */
  failureRate: number;
}

/** Most frequent failures first. */
export function nodeStatisticsOf(runs: readonly CountedRun[]): NodeStatistics[] {
  const over = runs.filter(({ status, endedAt }) => statusTable[status].counts && (endedAt !== null || status === 'failed'));
  return [...Map.groupBy(over, ({ host }) => host)]
    .map(([host, own]) => {
      const failed = own.filter(({ status }) => status === 'failed').length;
      return { host, runs: own.length, failed, failureRate: failed / own.length };
    })
    .toSorted((a, b) => b.failureRate - a.failureRate || b.runs - a.runs || a.host.localeCompare(b.host));
}
