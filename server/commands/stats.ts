// `checklist stats`: shows durations of installs, retries and failures of macro steps, and failure rates of machines.
import {
  nodeStatisticsOf,
  stepStatisticsOf,
  type CountedRun,
  type StepStatistics,
} from '../../state-machines/statistics/step-statistics.ts';
import { statisticsOf, type Durations, type WorkflowStatistics } from '../../state-machines/statistics/statistics.ts';
import type { Deployment, DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import { fetchRuns, type NamedRun, type RunsOptions } from './runs.ts';
import { fetchJson } from './client/service-client.ts';

export interface StatsOptions extends RunsOptions {
  workflow?: string;
  since?: Date;
  until?: Date;
  by?: 'cluster' | 'environment';
  minFailureRate?: number;
}

export async function stats(nodeset: string | undefined, options: StatsOptions): Promise<void> {
  const runs = await grouped(options, chosen(options, await fetchRuns(options.url, nodeset)));
  const byName = Map.groupBy(runs, (run) => run.workflow);
  const workflows = statisticsOf(runs).map((one) => ({ ...one, steps: stepStatisticsOf(byName.get(one.workflow) ?? []) }));
  const nodes = nodeStatisticsOf(runs).filter(({ failureRate }) => failureRate >= (options.minFailureRate ?? 0));
  if (options.json) return print(JSON.stringify({ workflows, nodes }, null, 1));
  for (const workflow of workflows) printWorkflow(workflow);
  const failing = nodes.filter(({ failed }) => failed > 0 || options.minFailureRate !== undefined);
  if (failing.length > 0) print('failures by machine, of finished runs:');
  for (const { host, runs: all, failed, failureRate } of failing) print(`  ${host.padEnd(34)}${percent(failureRate)}  ${failed} of ${all}`);
  if (workflows.length === 0) print('no runs yet');
}

function chosen({ workflow, since, until }: StatsOptions, runs: readonly NamedRun[]): NamedRun[] {
  const isInTime = (startedAt: string): boolean => {
    const atMs = Date.parse(startedAt);
    return atMs >= (since?.getTime() ?? -Infinity) && atMs < (until?.getTime() ?? Infinity);
  };
  return runs.filter((run) => (workflow === undefined || run.workflow === workflow) && isInTime(run.startedAt));
}

/** Adds what only the deployment of a run contains: its batch (a cluster, for deployers with clusters) and its environment. */
async function grouped({ url, by }: StatsOptions, runs: readonly NamedRun[]): Promise<CountedRun[]> {
  if (by === undefined) return [...runs];
  const { deployments } = await fetchJson<{ deployments: DeploymentSummary[] }>(url, '/api/v1/deployments');
  const ids = new Set(runs.flatMap(({ deployment }) => deployment ?? []));
  const groups = new Map<string, string | null>();
  for (const { id } of deployments) {
    if (!ids.has(id)) continue;
    const { parameters, members } = await fetchJson<Deployment>(url, `/api/v1/deployments/${encodeURIComponent(id)}`);
    for (const { backend, batch } of members)
      groups.set(`${id} ${backend}`, by === 'cluster' ? batch : (parameters['environment'] ?? null));
  }
  return runs.map((run) => ({ ...run, group: groups.get(`${run.deployment} ${run.host}`) ?? null }));
}

function printWorkflow({ workflow, runs: byStatus, install, stages, steps }: WorkflowStatistics & { steps: StepStatistics[] }): void {
  const counts = Object.entries(byStatus).map(([status, count]) => `${count} ${status}`);
  print(`${workflow}: ${counts.join(', ')}${install ? `; an install takes ${text(install)}` : ''}`);
  for (const step of steps) print(stepLine(step));
  for (const { stage, failed, late, ...durations } of stages) {
    const trouble = [failed > 0 ? `${failed} failed` : '', late > 0 ? `${late} late` : ''].filter(Boolean).join(', ');
    print(`  ${stage.padEnd(24)} ${text(durations).padEnd(40)}${trouble}`.trimEnd());
  }
}

function stepLine({ step, implementation, group, tries, failed, retries, seconds }: StepStatistics): string {
  const name = [implementation ?? step, group === null ? '' : `(${group})`].filter(Boolean).join(' ');
  const trouble = `${tries} tries, ${failed} failed (${percent(failed / tries).trim()}), ${retries} retries`;
  return `  ${name.padEnd(34)} ${(seconds ? text(seconds) : '-').padEnd(36)}${trouble}`;
}

function percent(rate: number): string {
  return `${Math.round(rate * 100)} %`.padStart(5);
}

function text({ median, p95, count }: Durations): string {
  return `${Math.round(median)} s (95 %: ${Math.round(p95)} s, of ${count})`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
