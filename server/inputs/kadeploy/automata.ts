// The configured steps as `kadeploy3 -I` and `kastat3` print them: per cluster and macro step, the implementations with retries and timeout.
//   Automata configuration: hercule: SetDeploymentEnv: SetDeploymentEnvUntrusted,1,600 … BootNewEnv: BootNewEnvKexec,0,180; BootNewEnvHardReboot,0,900
import { readMacro, type Automata, type Instance } from './events.ts';

const heading = /^\s*(?:Kadeploy server|Automata) configuration:/;
/** A step with its implementations, or a name. The last name before a step is its cluster. */
const entries = /(\w+): *((?:\w+,\d{1,6},\d{1,9}(?:; *)?)+)|([\w.-]+):/g;
const clustersMost = 1_000;

export class KadeployAutomata {
  private readonly clusters = new Map<string, Map<string, Instance[]>>();
  private cluster = '';
  private isOpen = false;

  /** Whether the line belongs to such a block. A block starts with its heading and ends at the next recognized sentence. */
  take(line: string): boolean {
    this.isOpen ||= heading.test(line);
    if (this.isOpen) for (const [, step, instances, cluster] of line.matchAll(entries)) this.enter({ step, instances, cluster });
    return this.isOpen;
  }

  close(): void {
    this.isOpen = false;
  }

  /** Steps of the machine's cluster, which prefixes its host name. If there is only one cluster, its steps. */
  of(host: string): Automata | undefined {
    const [only] = this.clusters.size === 1 ? this.clusters.values() : [];
    return this.clusters.get(/^(.+?)-\d+(?:\.|$)/.exec(host)?.[1] ?? '') ?? only;
  }

  private enter({
    step,
    instances,
    cluster,
  }: {
    step: string | undefined;
    instances: string | undefined;
    cluster: string | undefined;
  }): void {
    if (cluster !== undefined) this.cluster = cluster;
    if (step === undefined || instances === undefined || this.clusters.size >= clustersMost) return;
    const steps = this.clusters.get(this.cluster) ?? new Map<string, Instance[]>();
    this.clusters.set(this.cluster, steps.set(readMacro(step)?.step ?? step, instances.split(';').map(readInstance)));
  }
}

function readInstance(text: string): Instance {
  const [name = '', retries = '0', timeout = '0'] = text.trim().split(',');
  return { name, retries: Number(retries), timeout: Number(timeout) };
}
