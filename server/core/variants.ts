// Variants of workflows: workflow files for groups of backends, and limits for groups and single backends. All backends of a group share one
// copy of the changed workflow.
import type { Stage, Workflow } from '../../state-machines/workflow/workflow.ts';

export type LimitChange = Partial<Record<'limitSeconds' | 'failAfterSeconds', number | undefined>>;
/** By name or alias of the stage. */
export type StageLimits = ReadonlyMap<string, LimitChange>;

/** Backends by id or host name, in lower case. */
export interface Group<Change> {
  backends: ReadonlySet<string>;
  change: Change;
}

export class Variants {
  /** The complete workflow for each group. If several apply to a backend, the last one is used. */
  private readonly workflows: readonly Group<Workflow>[];
  /** All that apply to a backend are combined; later ones take precedence. */
  private readonly limits: readonly Group<StageLimits>[];
  private readonly made = new Map<Workflow, Map<string, Workflow>>();

  constructor(workflows: readonly Group<Workflow>[] = [], limits: readonly Group<StageLimits>[] = []) {
    this.workflows = workflows;
    this.limits = limits;
  }

  /** Adds limits, which take precedence. */
  with(limits: readonly Group<StageLimits>[]): Variants {
    return new Variants(this.workflows, [...this.limits, ...limits]);
  }

  /** The variant of `workflow` for the backend. */
  of(workflow: Workflow, { id, host }: { id: string; host: string | null }): Workflow {
    if (this.workflows.length + this.limits.length === 0) return workflow;
    const names = [id, host ?? id].map((name) => name.toLowerCase());
    const isFor = ({ backends }: Group<unknown>): boolean => names.some((name) => backends.has(name));
    const own = this.workflows.findLast((group) => group.change.name === workflow.name && isFor(group))?.change ?? workflow;
    const applied = this.limits.flatMap((group, i) => (isFor(group) ? [i] : []));
    return applied.length === 0 ? own : this.make(own, applied);
  }

  private make(workflow: Workflow, applied: readonly number[]): Workflow {
    const made = this.made.get(workflow) ?? new Map<string, Workflow>();
    this.made.set(workflow, made);
    const key = applied.join(',');
    const variant = made.get(key) ?? applied.reduce((changed, i) => withLimits(changed, this.limits[i]?.change ?? new Map()), workflow);
    made.set(key, variant);
    return variant;
  }
}

export const noVariants = new Variants();

/** The workflow with changed limits. Stages that it does not have are ignored. */
export function withLimits(workflow: Workflow, limits: StageLimits): Workflow {
  const changes = new Map([...limits].flatMap(([name, change]) => [[workflow.index.get(name) ?? -1, change]]));
  changes.delete(-1);
  if (changes.size === 0) return workflow;
  return { ...workflow, stages: workflow.stages.map((stage, i) => withLimit(stage, changes.get(i) ?? {})) };
}

/** Raises `failAfterSeconds` if the new limit would exceed it. */
function withLimit(stage: Stage, change: LimitChange): Stage {
  const { limitSeconds, failAfterSeconds, ...rest } = { ...stage, ...change };
  const failing = change.failAfterSeconds ?? (failAfterSeconds === undefined ? undefined : Math.max(failAfterSeconds, limitSeconds ?? 0));
  return { ...rest, ...(limitSeconds !== undefined && { limitSeconds }), ...(failing !== undefined && { failAfterSeconds: failing }) };
}
