// The catalogue entry that each output exports, and what the service passes to it.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import type { BackendView, RunView } from '../../../state-machines/view/view.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import type { Log } from '../../core/log.ts';
import type { Backend } from '../../core/registry.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Output } from './output.ts';
import type { Past } from './past.ts';

/** The current state of the machines. */
export interface Fleet {
  view: (backend: Backend) => BackendView;
  summary: (backend: Backend) => BackendSummary;
  backends: () => Iterable<Backend>;
  workflows: () => ReadonlyMap<string, Workflow>;
  deployments: () => readonly Deployment[];
  /** Number of the last change. */
  seq: () => number;
}

export interface OutputParts {
  fleet: Fleet;
  /** `name`: the key of the stored position. Undefined without a store. */
  past: (name: string) => Past | undefined;
  /** The newest successful runs of a workflow in the store, oldest first. */
  installedRuns: (workflow: Workflow, limit: number) => readonly RunView[];
  /** The terminal of debug mode and the demo. */
  console?: NodeJS.WriteStream | undefined;
  log: Log;
  nowMs: () => number;
  /** Version of this build, including the dashboard. */
  version: string;
  /** Identifies the numbering of changes. Without a store, each start begins a new one. */
  boot: string;
}

export interface OutputDescription {
  name: string;
  /** Creates the outputs that the settings configure. Throws a SettingsError if that fails. */
  create(settings: Settings, parts: OutputParts): readonly Output[];
}
