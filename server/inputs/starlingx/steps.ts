// Compares a strategy's steps from poll to poll, and returns the changes as observations of the subclouds. A step that has not started yields
// nothing, so a subcloud that was never started has no run.
import type { InstallerEvent, Observation, Sight } from '../../../state-machines/vocabulary.ts';
import type { StepFacts } from './facts.ts';
import { firstStateOf, isOver, isRunning, notStarted, readFailure } from './states.ts';

export interface Look {
  /** Id of the deployment, and the type of its strategy. */
  deployment: string;
  type: string;
  /** Time of the poll, and our clock. Epoch milliseconds. */
  atMs: number;
  receivedAtMs: number;
  /** How far the system controller's clock is ahead of the clock of `atMs`. */
  aheadMs: number;
}

/** A step, and the line or payload that contains it. */
export interface SeenStep {
  step: StepFacts;
  evidence: Observation['evidence'];
}

/** Remembered state of a step, as plain data. */
interface Remembered {
  step: StepFacts;
  /** The last running state; null if it was never seen running. */
  ran: string | null;
}
export type RememberedSteps = Record<string, Remembered>;

type Seen = Pick<Observation, 'sight' | 'observedAtMs'>;

export class StepChanges {
  private readonly remembered: Map<string, Remembered>;

  constructor(remembered: RememberedSteps = {}) {
    this.remembered = new Map(Object.entries(remembered));
  }

  /** Plain data to resume from. */
  get memory(): RememberedSteps {
    return Object.fromEntries(this.remembered);
  }

  /** Latest steps, in the order in which they were first seen. */
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

/** The start of a step that was first seen in a later state. */
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

/** The orchestrator's own time if it records one, otherwise the time of the poll. */
function timeOf(step: StepFacts, look: Look): number {
  const isFirst = step.state === firstStateOf(look);
  const ownMs = isOver(step) ? step.finishedAtMs : isFirst ? step.startedAtMs : null;
  if (ownMs !== null) return ownMs - look.aheadMs;
  return Math.max(look.atMs, (step.startedAtMs ?? -Infinity) - look.aheadMs);
}

/** A step that failed before it started (an unmanaged subcloud) is reported in its first state. */
function failureOf({ details }: StepFacts, look: Look, ran: string | null): InstallerEvent {
  const { state, reason } = readFailure(details);
  const at = state ?? ran ?? firstStateOf(look) ?? 'failed';
  return event(look, at, { text: reason || 'failed', error: true, part: 'install' });
}

function event({ type }: Look, state: string, rest: Partial<InstallerEvent> & { text: string }): InstallerEvent {
  return { kind: 'event', name: `starlingx/${type}/${state}`.slice(0, 200), phase: 'finish', error: false, part: null, ...rest };
}
