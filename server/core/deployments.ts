// The known deployments, newest last, each merged from its reports. Bounded: the oldest finished ones are dropped first.
import { isOver, mergeReport, type Deployment, type DeploymentReport } from '../../state-machines/deployment/deployment.ts';

/** Maximum number of deployments, here and in the store. */
export const deploymentsKept = 500;

export class Deployments {
  private readonly byId = new Map<string, Deployment>();

  all(): readonly Deployment[] {
    return [...this.byId.values()];
  }

  get(id: string): Deployment | undefined {
    return this.byId.get(id);
  }

  /** The deployment after the report; undefined if nothing has changed. */
  apply(report: DeploymentReport): Deployment | undefined {
    const known = this.byId.get(report.id);
    const merged = mergeReport(known, report);
    if (merged === known) return undefined;
    this.byId.set(merged.id, merged);
    this.forgetOldest();
    return merged;
  }

  /** Adds the deployments of a store. */
  restore(deployments: Iterable<Deployment>): void {
    for (const deployment of deployments) this.byId.set(deployment.id, deployment);
  }

  private forgetOldest(): void {
    if (this.byId.size <= deploymentsKept) return;
    const oldest = this.all().find(isOver) ?? this.all()[0];
    if (oldest) this.byId.delete(oldest.id);
  }
}
