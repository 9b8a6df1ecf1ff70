// Converts a backend's track to plain data for a store, and back. State machines are not saved: a run is the name of its workflow and a snapshot.
import { moveSnapshot } from '../run/move-snapshot.ts';
import type { RunContext, RunEvent } from '../run/run-state.ts';
import { Run } from '../run/run.ts';
import type { Acknowledgement, Evidence, Finding, RunStatus } from '../vocabulary.ts';
import type { WorkflowsByName } from '../workflow/workflow.ts';
import type { Prelude } from './prelude.ts';

export interface SavedRun {
  id: string;
  workflow: string;
  status: RunStatus;
  /** The furthest stage reached; null for none. */
  stage: string | null;
  context: RunContext;
  startedAtMs: number;
  provisional: boolean;
  text: string | null;
  /** This field and those below are missing in state saved by earlier versions. */
  told?: boolean;
  acknowledged?: Acknowledgement | null;
  deployment?: string | null;
  findings?: readonly Finding[];
  round?: number;
}

interface SavedEvent {
  workflow: string;
  stage: string;
  error: boolean;
  message: string | null;
  atMs: number;
  receivedAtMs: number;
  evidence: Evidence | null;
}
/** The signs of a boot whose run is not known yet. */
export type SavedPrelude = readonly SavedEvent[];

export function saveRun({ state: { workflow, snapshot, ...run } }: Run): SavedRun {
  return {
    ...run,
    workflow: workflow.name,
    status: snapshot.value,
    stage: workflow.stages[snapshot.context.furthest]?.name ?? null,
    context: snapshot.context,
  };
}

export function savePrelude(prelude: Prelude): SavedPrelude {
  return prelude.map(({ workflow, stage, ...event }) => ({ ...event, workflow: workflow.name, stage: stage.name }));
}

/** Undefined if its workflow no longer exists. If the workflow has changed, the stages that still exist are kept. */
export function restoreRun({ workflow: name, status, stage, context, ...run }: SavedRun, workflows: WorkflowsByName): Run | undefined {
  const workflow = workflows.get(name);
  if (!workflow) return undefined;
  return new Run({
    ...run,
    told: run.told ?? false,
    acknowledged: run.acknowledged ?? null,
    deployment: run.deployment ?? null,
    findings: run.findings ?? [],
    round: run.round ?? 1,
    workflow,
    snapshot: moveSnapshot({ value: status, context }, { to: workflow, reached: stage ?? undefined }),
  });
}

export function restorePrelude(saved: SavedPrelude, workflows: WorkflowsByName): RunEvent[] {
  return saved.flatMap(({ workflow: workflowName, stage: stageName, ...event }) => {
    const workflow = workflows.get(workflowName);
    const stage = workflow?.stages[workflow.index.get(stageName) ?? -1];
    return workflow && stage ? [{ ...event, workflow, stage }] : [];
  });
}
