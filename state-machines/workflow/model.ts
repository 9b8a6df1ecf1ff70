// A complete, checked workflow. Pure.
import type { StageRole } from '../vocabulary.ts';
import type { OnlineProbe, Rule, Sign, Stage, Step } from './schema.ts';

/** A complete, checked workflow. */
export interface Workflow {
  name: string;
  title: string;
  recognise: readonly Sign[];
  /** The deploying system: the kind that views are filtered by. */
  deployer: string;
  steps: readonly Step[];
  rules: readonly Rule[];
  /** Not yet tested with a real installer. */
  documentsOnly: boolean;
  /** How the service checks that a machine is online; null: it waits for a report. */
  online: { probe: OnlineProbe } | null;
  /** In order; stages outside the order (waiting, stalled) last. */
  stages: readonly Stage[];
  /** Stage name or alias to its index in `stages`. */
  index: ReadonlyMap<string, number>;
}

/** Finds a workflow by name, with the changes for a backend applied. */
export type WorkflowsByName = Pick<ReadonlyMap<string, Workflow>, 'get'>;

/** Kind of all workflows of a network install. */
export const networkInstall = 'Network install';

/** Whether a stage is outside the order: waiting, stalled and held are not steps of the install. */
export function isOutsideOrder({ role }: { role?: StageRole | null | undefined }): boolean {
  return role === 'waiting' || role === 'stalled' || role === 'held';
}
