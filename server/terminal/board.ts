// What `checklist status` knows of a service: its last answer, and whether it still answers. Its page is drawn from this and nothing else. Pure.
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

/** Of `GET /api/v1/backends?view=summary`. */
export const summariesSchema = z.object({
  backends: z.array(backendSummarySchema),
  workflows: z.array(workflowSummarySchema),
  reached: z.partialRecord(z.enum(stageGroups), z.iso.datetime()),
  serverTime: z.iso.datetime(),
});
export type Summaries = z.infer<typeof summariesSchema>;

/** Of `GET /api/v1/workflows`, as far as it tells when a run will be over. */
export const usualEndsSchema = z.object({
  workflows: z.array(
    z.object({ name: z.string(), typical: z.object({ stages: z.array(z.object({ stage: z.string(), toEnd: z.number() })) }) }),
  ),
});

/** Of `GET /api/v1/deployments`. */
export const deploymentsSchema = z.object({ deployments: z.array(deploymentSummarySchema) });

export interface Answer {
  /** In the natural order of their names. */
  backends: readonly BackendSummary[];
  workflows: ReadonlyMap<string, WorkflowSummary>;
  deployments: ReadonlyMap<string, DeploymentSummary>;
  reached: Readonly<Partial<Record<StageGroup, string>>>;
  /** The server's clock, epoch milliseconds. */
  serverMs: number;
  /** Ours when it came. */
  receivedMs: number;
}

export interface Board {
  url: string;
  /** Whom it was asked for; null for all. */
  nodeset: string | null;
  /** The last answer; null before the first. */
  answer: Answer | null;
  /** By workflow. */
  usual: ReadonlyMap<string, UsualEnds>;
  /** Why there has been no answer since then, by our clock; null while there is one. */
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

/** What the server's clock says, as far as the last answer tells; it goes on without one. */
export function serverTimeOf({ answer }: Board, nowMs: number): number {
  return answer ? answer.serverMs + (nowMs - answer.receivedMs) : nowMs;
}
