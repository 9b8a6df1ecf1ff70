// The state from which `checklist status` draws its page: the last response of the service, and whether it still responds. Pure.
import * as z from 'zod';
import { naturalKey, nameOf } from '../../state-machines/view/backend-name.ts';
import { deploymentSummarySchema, type DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import {
  backendSummarySchema,
  workflowSummarySchema,
  type BackendSummary,
  type WorkflowSummary,
} from '../../state-machines/view/summary.ts';
import type { UsualEnds } from '../../state-machines/statistics/expected-end.ts';
import { stageGroups, type StageGroup } from '../../state-machines/vocabulary.ts';

/** Response of `GET /api/v1/backends?view=summary`. */
export const summariesSchema = z.object({
  backends: z.array(backendSummarySchema),
  workflows: z.array(workflowSummarySchema),
  reached: z.partialRecord(z.enum(stageGroups), z.iso.datetime()),
  serverTime: z.iso.datetime(),
});
export type Summaries = z.infer<typeof summariesSchema>;

/** Response of `GET /api/v1/workflows`: the part that predicts the end of a run. */
export const usualEndsSchema = z.object({
  workflows: z.array(
    z.object({ name: z.string(), typical: z.object({ stages: z.array(z.object({ stage: z.string(), toEnd: z.number() })) }) }),
  ),
});

/** Response of `GET /api/v1/deployments`. */
export const deploymentsSchema = z.object({ deployments: z.array(deploymentSummarySchema) });

export interface Answer {
  /** In natural order of their names. */
  backends: readonly BackendSummary[];
  workflows: ReadonlyMap<string, WorkflowSummary>;
  deployments: ReadonlyMap<string, DeploymentSummary>;
  reached: Readonly<Partial<Record<StageGroup, string>>>;
  /** The server's clock, epoch milliseconds. */
  serverMs: number;
  /** Our clock when it arrived, epoch milliseconds. */
  receivedMs: number;
}

export interface Board {
  url: string;
  /** The requested backends; null: all. */
  nodeset: string | null;
  /** The last response; null before the first. */
  answer: Answer | null;
  /** By workflow. */
  usual: ReadonlyMap<string, UsualEnds>;
  /** Why the service has not responded since then, by our clock; null while it responds. */
  failure: { sinceMs: number; why: string } | null;
}

export function answerOf(
  { backends, workflows, reached, serverTime }: Summaries,
  receivedMs: number,
  deployments: readonly DeploymentSummary[] = [],
): Answer {
  const keyed = backends.map((backend) => ({ backend, key: `${naturalKey(nameOf(backend))}\0${backend.id}` }));
  return {
    backends: keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ backend }) => backend),
    workflows: new Map(workflows.map((workflow) => [workflow.name, workflow])),
    deployments: new Map(deployments.map((deployment) => [deployment.id, deployment])),
    reached,
    serverMs: Date.parse(serverTime),
    receivedMs,
  };
}

/** The server's clock, extrapolated from the last response. */
export function serverTimeOf({ answer }: Board, nowMs: number): number {
  return answer ? answer.serverMs + (nowMs - answer.receivedMs) : nowMs;
}
