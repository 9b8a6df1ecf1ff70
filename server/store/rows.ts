// Converts backends, runs and transitions to rows of the store and back.
import { restoreRun, saveRun, type SavedRun } from '../../state-machines/track/saved.ts';
import type { WorkflowsByName } from '../../state-machines/workflow/workflow.ts';
import { deploymentSchema, type Deployment } from '../../state-machines/deployment/deployment.ts';
import type { Run } from '../../state-machines/run/run.ts';
import type { Evidence, Transition } from '../../state-machines/vocabulary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { Registry, type Backend } from '../core/registry.ts';
import { saveBackend, type SavedBackend, type SavedState } from '../core/saved-state.ts';
import type { NumberedTransition } from '../core/change.ts';
import { viewTransition } from '../core/view.ts';
import type { StoredBackend, StoredDeployment, StoredRun, StoredState, StoredTransition } from './store.ts';

export function backendRow(backend: Backend): StoredBackend {
  return { id: backend.id, state: JSON.stringify(saveBackend(backend)) };
}

/** What a start resumes from: the state of the core, and the positions of the sources and outputs. */
export type StartState = SavedState & Pick<StoredState, 'positions' | 'facts' | 'lastSeq'>;

/** Number of the last `gone` change. No transition has it, and it must not be reused. */
export const lastGoneFact = 'last gone';

export function readState({ backends, runs, deployments, ...rest }: StoredState): StartState {
  return {
    ...rest,
    lastSeq: Math.max(rest.lastSeq, Number(rest.facts.get(lastGoneFact) ?? 0)),
    backends: mapped(backends, ({ state }) => JSON.parse(state) as SavedBackend),
    runs: mapped(runs, ({ backend, state }) => ({ backend, run: JSON.parse(state) as SavedRun })),
    deployments: deployments.flatMap(readDeploymentRow),
  };
}

function mapped<From, To>(rows: Iterable<From>, read: (row: From) => To): Iterable<To> {
  return { [Symbol.iterator]: () => Iterator.from(rows).map(read) };
}

export function runRow(backend: string, run: Run): StoredRun {
  const saved = saveRun(run);
  const { id, workflow, status, context, startedAtMs } = saved;
  return { id, backend, startedMs: startedAtMs, endedMs: context.endedAtMs, status, workflow, state: JSON.stringify(saved) };
}

/** Undefined if its workflow no longer exists. */
export function readRunRow({ state }: StoredRun, workflows: WorkflowsByName): Run | undefined {
  return restoreRun(JSON.parse(state) as SavedRun, workflows);
}

export function deploymentRow(deployment: Deployment): StoredDeployment {
  return { id: deployment.id, state: JSON.stringify(deployment) };
}

/** Empty if a newer version wrote it in an unknown form. */
function readDeploymentRow({ state }: StoredDeployment): Deployment[] {
  const parsed = deploymentSchema.safeParse(JSON.parse(state));
  return parsed.success ? [parsed.data] : [];
}

export function transitionRow({ seq, backend, transition }: NumberedTransition): StoredTransition {
  const { runId, observedAtMs, receivedAtMs, kind, stage, success, status, statusBefore, message, evidence, author } = transition;
  return {
    seq,
    backend: backend.id,
    run: runId,
    observedMs: observedAtMs,
    receivedMs: receivedAtMs,
    kind,
    stage,
    success,
    status,
    statusBefore,
    message,
    evidence: evidence === null ? null : JSON.stringify(evidence),
    author,
  };
}

/** A change in the form that outputs receive. A backend that no longer exists is rebuilt from its id. */
export function readChangeRow(row: StoredTransition, registry: Registry): NumberedTransition {
  const { seq, run, observedMs, receivedMs, kind, stage, success, status, statusBefore, message, evidence, author } = row;
  const backend = registry.get(row.backend) ?? new Registry().discover({ host: row.backend });
  return {
    type: 'transition',
    seq,
    backend,
    transition: {
      kind: kind as Transition['kind'],
      runId: run,
      stage,
      success,
      message,
      status: status as Transition['status'],
      statusBefore: statusBefore as Transition['statusBefore'],
      observedAtMs: observedMs,
      receivedAtMs: receivedMs,
      evidence: evidence === null ? null : (JSON.parse(evidence) as Evidence),
      author,
    },
  };
}

export function readTransitionRow(row: StoredTransition, registry: Registry): TransitionView {
  return viewTransition(readChangeRow(row, registry));
}
