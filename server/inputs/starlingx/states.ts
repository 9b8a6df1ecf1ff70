// The states of dcmanager's orchestrator: which are final, the first state of each strategy type, and the state in which a step failed. The
// intermediate states are those of the workflows.
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import type { StepFacts, StrategyFacts } from './facts.ts';

/** Not started yet, or never will be. */
export const notStarted = 'initial';
const over = new Set(['complete', 'failed', 'aborted']);

export function isOver({ state }: Pick<StepFacts, 'state'>): boolean {
  return over.has(state);
}

export function isRunning(step: Pick<StepFacts, 'state'>): boolean {
  return step.state !== notStarted && !isOver(step);
}

/** The state in which `started at` is set. */
const firstStates: Record<string, string> = {
  'sw-deploy': 'sw-deploy pre-check',
  software: 'software pre check',
  prestage: 'prestage-precheck',
  firmware: 'importing firmware',
  kubernetes: 'kube upgrade pre check',
  'kube-rootca-update': 'creating vim kube rootca update strategy',
  patch: 'pre check',
  upgrade: 'pre check',
};

/** Null for an unknown type. */
export function firstStateOf({ type }: Pick<StrategyFacts, 'type'>): string | null {
  return firstStates[type] ?? null;
}

// apply VIM sw-deploy strategy: VIM strategy apply failed: ...
/** The state in which a step failed, and the reason. The orchestrator prefixes the reason with the state. */
export function readFailure(details: string | null): { state: string | null; reason: string } {
  const text = details ?? '';
  const colon = text.indexOf(': ');
  const state = colon < 0 ? undefined : knownState(text.slice(0, colon));
  return { state: state ?? null, reason: text };
}

/** The state as spelled in the workflows, even if it was wrapped; undefined for an unknown state. */
export function knownState(text: string): string | undefined {
  return states.get(squeezed(text));
}

const squeezed = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase();

const states = new Map(
  [...builtInWorkflows.values()]
    .flatMap(({ stages }) => stages.flatMap(({ seen }) => seen))
    .flatMap((seen) => ('event' in seen ? statesOf(seen.event) : []))
    .concat('initial', 'failed', 'aborted')
    .map((state) => [squeezed(state), state]),
);

/** The states of an event such as `starlingx/upgrade/locking controller-*`. Events for any type (`*`) are too general. */
function statesOf(event: string): string[] {
  const [, type, state = ''] = /^starlingx\/([^/]+)\/(.+)$/.exec(event) ?? [];
  if (type === undefined || type === '*') return [];
  return state.endsWith('*') ? ['', '-0', '-1'].map((number) => state.replace(/-?\*$/, number)) : [state];
}
