// A distributed cloud as dcmanager's documents describe it: one strategy at a time, its steps by the rules of its orchestrator. What happens,
// and when, its test says.
export interface Step {
  id: number;
  cloud: string;
  stage: number | string;
  state: string;
  details: string;
  'started-at': string | null;
  'finished-at': string | null;
  'created-at': string;
  'updated-at': string | null;
}

export interface Subcloud {
  name: string;
  'management-state': string;
  'availability-status': string;
  'deploy-status': string;
  'prestage-status': string | null;
  'region-name': string;
  data_install: string | null;
  endpoint_sync_status: { endpoint_type: string; sync_status: string }[];
}

export interface StrategyOptions {
  type?: string;
  stopOnFailure?: boolean;
  atOnce?: number;
  /** Before November 2024 a step's `stage` was its batch; after that a place, as a number in the database and as a word in the API. */
  stages?: 'batches' | 'places' | 'words';
  extraArgs?: Record<string, unknown>;
}

const words = ['', 'Create', 'Apply', 'Complete'];
/** What the database holds of a prestage strategy, and how a subcloud is installed. */
export const secretsWithin = ['sysadmin-s3cr3t', 'bmc-s3cr3t'];

export class StarlingxCloud {
  strategy: Record<string, unknown> | undefined;
  steps: Step[] = [];
  subclouds: Subcloud[];
  alarms: Record<string, number> = {};
  private readonly nowMs: () => number;
  private stages: StrategyOptions['stages'] = 'words';
  private stopOnFailure = false;
  private ids = 0;

  constructor(names: readonly string[], nowMs: () => number) {
    this.nowMs = nowMs;
    this.subclouds = names.map((name) => ({
      name,
      'management-state': 'managed',
      'availability-status': 'online',
      'deploy-status': 'complete',
      'prestage-status': 'complete',
      'region-name': `region-${name}`,
      data_install: JSON.stringify({ bmc_password: 'bmc-s3cr3t' }),
      endpoint_sync_status: [{ endpoint_type: 'software', sync_status: 'out-of-sync' }],
    }));
  }

  create(clouds: readonly string[], options: StrategyOptions = {}): void {
    const { type = 'sw-deploy', stopOnFailure = false, atOnce = 2, stages = 'words', extraArgs = {} } = options;
    this.stages = stages;
    this.stopOnFailure = stopOnFailure;
    const created = this.stamp();
    this.strategy = {
      id: ++this.ids,
      type,
      'subcloud-apply-type': 'parallel',
      'max-parallel-subclouds': atOnce,
      'stop-on-failure': stopOnFailure,
      state: 'initial',
      'created-at': created,
      'updated-at': null,
      'extra-args': { release_id: 'starlingx-10.0.1', sysadmin_password: 'sysadmin-s3cr3t', ...extraArgs },
    };
    this.steps = clouds.map((cloud, i) => ({
      id: ++this.ids,
      cloud,
      stage: stages === 'batches' ? Math.floor(i / atOnce) + 1 : this.place(1),
      state: 'initial',
      details: '',
      'started-at': null,
      'finished-at': null,
      'created-at': created,
      'updated-at': null,
    }));
  }

  apply(): void {
    this.setState('applying');
  }

  /** A step is taken up in this state. */
  enter(cloud: string, state: string, details = ''): void {
    const step = this.stepOf(cloud);
    Object.assign(step, { state, details, 'started-at': step['started-at'] ?? this.stamp(), 'updated-at': this.stamp() });
    this.setPlace(step, 2);
  }

  complete(cloud: string, details = ''): void {
    this.finish(cloud, { state: 'complete', details });
    const [software] = this.subcloudOf(cloud).endpoint_sync_status;
    if (software) software.sync_status = 'in-sync';
  }

  /** With stop on failure the strategy has failed at once, and nothing more is begun: what was not stays `initial`. */
  fail(cloud: string, details: string): void {
    this.finish(cloud, { state: 'failed', details });
    if (this.stopOnFailure) this.setState('failed');
  }

  /** Only what was not begun is aborted; the rest goes on to its end. */
  abort(): void {
    this.setState('aborting');
    for (const step of this.steps) if (step.state === 'initial') this.finish(step.cloud, { state: 'aborted', details: '' });
  }

  /** As the manager does it when all steps are over. */
  conclude(): void {
    const has = (state: string): boolean => this.steps.some((step) => step.state === state);
    this.setState(has('failed') ? 'failed' : has('aborted') ? 'aborted' : 'complete');
  }

  remove(): void {
    this.strategy = undefined;
    this.steps = [];
  }

  subcloudOf(name: string): Subcloud {
    const subcloud = this.subclouds.find((one) => one.name === name);
    if (!subcloud) throw new Error(`there is no subcloud ${name}`);
    return subcloud;
  }

  setState(state: string): void {
    Object.assign(this.strategy ?? {}, { state, 'updated-at': this.stamp() });
  }

  private finish(cloud: string, ended: Pick<Step, 'state' | 'details'>): void {
    const step = this.stepOf(cloud);
    Object.assign(step, ended, { 'finished-at': this.stamp(), 'updated-at': this.stamp() });
    this.setPlace(step, 3);
  }

  private setPlace(step: Step, place: number): void {
    if (this.stages !== 'batches') step.stage = this.place(place);
  }

  private place(number: number): number | string {
    return this.stages === 'words' ? (words[number] ?? '') : number;
  }

  private stepOf(cloud: string): Step {
    const step = this.steps.find((one) => one.cloud === cloud);
    if (!step) throw new Error(`there is no step of ${cloud}`);
    return step;
  }

  /** In UTC, without a zone, with microseconds. */
  private stamp(): string {
    return `${new Date(this.nowMs()).toISOString().slice(0, 23).replace('T', ' ')}000`;
  }
}
