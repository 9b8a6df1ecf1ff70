// The report of a whole Kadeploy deployment, as its API describes it. Pure.
import type { DeploymentReport } from '../../../state-machines/deployment/deployment.ts';
import { kadeployWorkflow } from './events.ts';
import type { ApiDeployment } from './api.ts';

export interface ReportFacts {
  id: string;
  wid: string;
  deployment: ApiDeployment;
  clusters: readonly string[];
  /** Whether any of its nodes failed. */
  hasFailed: boolean;
  /** Why the whole deployment failed, if it did. */
  error: string | undefined;
  nowMs: number;
  /** How far the server's clock is ahead of ours. */
  aheadMs: number;
}

export function reportOf({ id, wid, deployment, clusters, hasFailed, error: reason, nowMs, aheadMs }: ReportFacts): DeploymentReport {
  const { user, start_time: start, done, error, time } = deployment;
  const startedMs = start * 1000 - aheadMs;
  const environment = environmentOf(deployment);
  return {
    id,
    workflow: kadeployWorkflow,
    reportedAt: isoOf(nowMs),
    title: environment === null ? wid : `${environment} (${wid})`,
    status: !done ? 'running' : error || hasFailed ? 'failed' : 'done',
    state: error ? 'error' : done ? 'done' : 'running',
    user: user ?? null,
    startedAt: isoOf(startedMs),
    endedAt: done ? isoOf(startedMs + (time ?? 0) * 1000) : null,
    parameters: { ...(environment !== null && { environment }), ...(clusters.length > 0 && { clusters: clusters.join(', ') }) },
    order: 'parallel',
    stopOnFailure: false,
    error: reason || null,
  };
}

function environmentOf({ environment }: ApiDeployment): string | null {
  if (!environment?.name) return null;
  return environment.version == null ? environment.name : `${environment.name}:${environment.version}`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
