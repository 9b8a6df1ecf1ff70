// What the words of dcmanager's orchestrator mean: which of a strategy's states are over, in which state a type begins, where a failed step
// stood. The states on the way are those of the workflows.
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import type { StepFacts, StrategyFacts } from './facts.ts';

/** Its turn has not come, or will not any more. */
export const notStarted = 'initial';
const over = new Set(['complete', 'failed', 'aborted']);

export function isOver({ state }: Pick<StepFacts, 'state'>): boolean {
  return over.has(state);
}

export function isRunning(step: Pick<StepFacts, 'state'>): boolean {
  return step.state !== notStarted && !isOver(step);
}

/** The state that a step gets together with its `started at`. */
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

/** Null for a type that is not known here. */
export function firstStateOf({ type }: Pick<StrategyFacts, 'type'>): string | null {
  return firstStates[type] ?? null;
}

// apply VIM sw-deploy strategy: VIM strategy apply failed: ...
/** The state that a step failed in, and why: the orchestrator puts the one in front of the other. */
export function readFailure(details: string | null): { state: string | null; reason: string } {
  const text = details ?? '';
  const colon = text.indexOf(': ');
  const state = colon < 0 ? undefined : knownState(text.slice(0, colon));
  return { state: state ?? null, reason: text };
}

/** As the workflows write it, however it was wrapped; undefined for one that they do not have. */
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

/** Of an event such as `starlingx/upgrade/locking controller-*`; those that any type may have say too little. */
function statesOf(event: string): string[] {
  const [, type, state = ''] = /^starlingx\/([^/]+)\/(.+)$/.exec(event) ?? [];
  if (type === undefined || type === '*') return [];
  return state.endsWith('*') ? ['', '-0', '-1'].map((number) => state.replace(/-?\*$/, number)) : [state];
}
