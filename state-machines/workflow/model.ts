// A workflow as runs follow it: complete and checked. Pure.
import type { StageRole } from '../vocabulary.ts';
import type { OnlineProbe, Rule, Sign, Stage, Step } from './schema.ts';

/** A complete, checked workflow. */
export interface Workflow {
  name: string;
  title: string;
  recognise: readonly Sign[];
  /** Who deploys: the kind that views are filtered by. */
  deployer: string;
  steps: readonly Step[];
  rules: readonly Rule[];
  /** Not yet seen with a real installer. */
  documentsOnly: boolean;
  /** How we find out ourselves that a machine is online; null: it says so. */
  online: { probe: OnlineProbe } | null;
  /** In the workflow's order, those outside it (waiting, stalled) last. */
  stages: readonly Stage[];
  /** Stage name or alias to its index in `stages`. */
  index: ReadonlyMap<string, number>;
}

/** Finds a workflow by its name, as it is for a backend. */
export type WorkflowsByName = Pick<ReadonlyMap<string, Workflow>, 'get'>;

/** Kind of the workflows that follow a machine through its network install. */
export const networkInstall = 'Network install';

/** Whether a stage stands outside the order: being held or stalled is no step of the way. */
export function isOutsideOrder({ role }: { role?: StageRole | null | undefined }): boolean {
  return role === 'waiting' || role === 'stalled' || role === 'held';
}
