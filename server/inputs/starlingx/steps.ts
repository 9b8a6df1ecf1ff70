// From one look at a strategy's steps to the next: what has changed, as observations of the subclouds. A step that has not started says
// nothing, so that a subcloud that was never begun has no run.
import type { InstallerEvent, Observation, Sight } from '../../../state-machines/vocabulary.ts';
import type { StepFacts } from './facts.ts';
import { firstStateOf, isOver, isRunning, notStarted, readFailure } from './states.ts';

export interface Look {
  /** Id of the deployment, and the type of its strategy. */
  deployment: string;
  type: string;
  /** Time of the look, and our clock. Epoch milliseconds. */
  atMs: number;
  receivedAtMs: number;
  /** By how much the system controller's clock is ahead of the one that `atMs` is of. */
  aheadMs: number;
}

/** A step, and the line or payload that it stands in. */
export interface SeenStep {
  step: StepFacts;
  evidence: Observation['evidence'];
}

/** What is remembered of a step: plain data. */
interface Remembered {
  step: StepFacts;
  /** The last state on the way, null when it was not seen on its way. */
  ran: string | null;
}
export type RememberedSteps = Record<string, Remembered>;

type Seen = Pick<Observation, 'sight' | 'observedAtMs'>;

export class StepChanges {
  private readonly remembered: Map<string, Remembered>;

  constructor(remembered: RememberedSteps = {}) {
    this.remembered = new Map(Object.entries(remembered));
  }

  /** Plain data, to go on with. */
  get memory(): RememberedSteps {
    return Object.fromEntries(this.remembered);
  }

  /** As they were seen last, in the order in which they were first seen. */
  get steps(): StepFacts[] {
    return [...this.remembered.values()].map(({ step }) => step);
  }

  /** Oldest first. */
  take(steps: readonly SeenStep[], look: Look): Observation[] {
    return steps
      .flatMap(({ step, evidence }) =>
        this.changesOf(step, look).map((seen) => ({
          ...seen,
          who: { host: step.cloud },
          deployment: look.deployment,
          receivedAtMs: look.receivedAtMs,
          evidence,
        })),
      )
      .toSorted((a, b) => a.observedAtMs - b.observedAtMs);
  }

  private changesOf(step: StepFacts, look: Look): Seen[] {
    const before = this.remembered.get(step.cloud);
    const { state, details } = step;
    const ran = isRunning(step) ? state : (before?.ran ?? null);
    this.remembered.set(step.cloud, { step, ran });
    if (before && before.step.state === state && before.step.details === details) return [];
    if (state === notStarted || (state === 'aborted' && ran === null && step.startedAtMs === null)) return [];
    const isSameState = before?.step.state === state;
    const started = before?.ran || isSameState ? [] : startOf(step, look);
    return [...started, ...(isSameState ? words(step, look) : stateOf(step, look, before?.ran ?? null))];
  }
}

/** When it began is told of a step that was first seen further on. */
function startOf(step: StepFacts, look: Look): Seen[] {
  const first = firstStateOf(look);
  if (first === null || first === step.state || step.startedAtMs === null) return [];
  return [{ sight: event(look, first, { phase: 'start', text: first }), observedAtMs: step.startedAtMs - look.aheadMs }];
}

function words({ details }: StepFacts, look: Look): Seen[] {
  const sight: Sight | null = details === null ? null : { kind: 'text', text: details };
  return sight ? [{ sight, observedAtMs: look.atMs }] : [];
}

function stateOf(step: StepFacts, look: Look, ran: string | null): Seen[] {
  const { state, details } = step;
  const text = details ?? state;
  const observedAtMs = timeOf(step, look);
  if (state === 'failed') return [{ sight: failureOf(step, look, ran), observedAtMs }];
  if (state === 'aborted') return [{ sight: event(look, state, { text: `aborted: ${text}`, part: 'abandoned' }), observedAtMs }];
  if (state === 'complete') return [{ sight: event(look, state, { text }), observedAtMs }];
  const reached = { sight: event(look, state, { phase: 'start', text: state }), observedAtMs };
  return [reached, ...words(step, { ...look, atMs: observedAtMs })];
}

/** The orchestrator's own time where it keeps one; else that of the look. */
function timeOf(step: StepFacts, look: Look): number {
  const isFirst = step.state === firstStateOf(look);
  const ownMs = isOver(step) ? step.finishedAtMs : isFirst ? step.startedAtMs : null;
  if (ownMs !== null) return ownMs - look.aheadMs;
  return Math.max(look.atMs, (step.startedAtMs ?? -Infinity) - look.aheadMs);
}

/** One that failed before it began (an unmanaged subcloud) did not get beyond its first state. */
function failureOf({ details }: StepFacts, look: Look, ran: string | null): InstallerEvent {
  const { state, reason } = readFailure(details);
  const at = state ?? ran ?? firstStateOf(look) ?? 'failed';
  return event(look, at, { text: reason || 'failed', error: true, part: 'install' });
}

function event({ type }: Look, state: string, rest: Partial<InstallerEvent> & { text: string }): InstallerEvent {
  return { kind: 'event', name: `starlingx/${type}/${state}`.slice(0, 200), phase: 'finish', error: false, part: null, ...rest };
}
