// The deployments that are known, newest last: what their reports said, merged. Bounded: the oldest that are over go first.
import { isOver, mergeReport, type Deployment, type DeploymentReport } from '../../state-machines/deployment/deployment.ts';

/** So many are kept, here and in the store. */
export const deploymentsKept = 500;

export class Deployments {
  private readonly byId = new Map<string, Deployment>();

  all(): readonly Deployment[] {
    return [...this.byId.values()];
  }

  get(id: string): Deployment | undefined {
    return this.byId.get(id);
  }

  /** What is known after the report; undefined when it says nothing new. */
  apply(report: DeploymentReport): Deployment | undefined {
    const known = this.byId.get(report.id);
    const merged = mergeReport(known, report);
    if (merged === known) return undefined;
    this.byId.set(merged.id, merged);
    this.forgetOldest();
    return merged;
  }

  /** What a store remembers. */
  restore(deployments: Iterable<Deployment>): void {
    for (const deployment of deployments) this.byId.set(deployment.id, deployment);
  }

  private forgetOldest(): void {
    if (this.byId.size <= deploymentsKept) return;
    const oldest = this.all().find(isOver) ?? this.all()[0];
    if (oldest) this.byId.delete(oldest.id);
  }
}
