// What an output's folder exports, and what the service gives it.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import type { BackendView, RunView } from '../../../state-machines/view/view.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import type { Log } from '../../core/log.ts';
import type { Backend } from '../../core/registry.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Output } from './output.ts';
import type { Past } from './past.ts';

/** What is known of the machines at present. */
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
  /** Under which name the position is kept; undefined where there is no store. */
  past: (name: string) => Past | undefined;
  /** The newest runs of a workflow that the store has and that ended well, oldest first. */
  installedRuns: (workflow: Workflow, limit: number) => readonly RunView[];
  /** Where a person reads along: debug mode and the demo. */
  console?: NodeJS.WriteStream | undefined;
  log: Log;
  nowMs: () => number;
  /** Of this build, with its dashboard. */
  version: string;
  /** Tells one numbering of changes from another: without a store, each start begins one. */
  boot: string;
}

export interface OutputDescription {
  name: string;
  /** As many as the settings ask for. Throws a SettingsError when they can't be made. */
  create(settings: Settings, parts: OutputParts): readonly Output[];
}
