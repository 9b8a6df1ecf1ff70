// What is different for some backends: workflow files for a group of them, and limits for groups and single ones. Every backend of a group
// shares one copy of the changed workflow.
import type { Stage, Workflow } from '../../state-machines/workflow/workflow.ts';

export type LimitChange = Partial<Record<'limitSeconds' | 'failAfterSeconds', number | undefined>>;
/** By the stage's name or alias. */
export type StageLimits = ReadonlyMap<string, LimitChange>;

/** Backends by their ids or host names, lower case. */
export interface Group<Change> {
  backends: ReadonlySet<string>;
  change: Change;
}

export class Variants {
  /** The whole workflow as it is for the group; of several for a backend, the last counts. */
  private readonly workflows: readonly Group<Workflow>[];
  /** All that name a backend count, the last one most. */
  private readonly limits: readonly Group<StageLimits>[];
  private readonly made = new Map<Workflow, Map<string, Workflow>>();

  constructor(workflows: readonly Group<Workflow>[] = [], limits: readonly Group<StageLimits>[] = []) {
    this.workflows = workflows;
    this.limits = limits;
  }

  /** The same with more limits, which count most. */
  with(limits: readonly Group<StageLimits>[]): Variants {
    return new Variants(this.workflows, [...this.limits, ...limits]);
  }

  /** `workflow` as it is for the backend. */
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

/** Everything is the same for all. */
export const noVariants = new Variants();

/** The workflow with other limits for the stages that it has. */
export function withLimits(workflow: Workflow, limits: StageLimits): Workflow {
  const changes = new Map([...limits].flatMap(([name, change]) => [[workflow.index.get(name) ?? -1, change]]));
  changes.delete(-1);
  if (changes.size === 0) return workflow;
  return { ...workflow, stages: workflow.stages.map((stage, i) => withLimit(stage, changes.get(i) ?? {})) };
}

/** A limit that has become longer than the time after which the run fails moves that with it. */
function withLimit(stage: Stage, change: LimitChange): Stage {
  const { limitSeconds, failAfterSeconds, ...rest } = { ...stage, ...change };
  const failing = change.failAfterSeconds ?? (failAfterSeconds === undefined ? undefined : Math.max(failAfterSeconds, limitSeconds ?? 0));
  return { ...rest, ...(limitSeconds !== undefined && { limitSeconds }), ...(failing !== undefined && { failAfterSeconds: failing }) };
}
