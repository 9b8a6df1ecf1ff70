// Kadeploy 3's steps as queue events: macro step (by implementation name), micro-step and result. Shared by the API poller and the text
// parsers.
import type { Attempt, InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { cleanText } from '../health/health-body.ts';

export const kadeployWorkflow = 'kadeploy-3';

/** A configured implementation of a macro step. */
export interface Instance {
  name: string;
  /** In addition to the first attempt. */
  retries: number;
  /** Seconds; 0: none. */
  timeout: number;
}

/** Instances of each macro step, in fallback order. */
export type Automata = ReadonlyMap<string, readonly Instance[]>;

/** Newer names of the first step, as used by Grid'5000, map to the older one. */
const families: readonly [string, string][] = [
  ['SetDeploymentEnv', 'SetDeploymentEnv'],
  ['SetDeploymentMiniOS', 'SetDeploymentEnv'],
  ['BroadcastEnv', 'BroadcastEnv'],
  ['BootNewEnv', 'BootNewEnv'],
];

/** The macro step of an implementation such as `BootNewEnvKexec` or `Deploy[BootNewEnvKexec]`; undefined for steps that do not belong to a deployment. */
export function readMacro(name: string): { step: string; implementation: string } | undefined {
  const implementation = /^\w+\[(\w+)\]$/.exec(name)?.[1] ?? name;
  const family = families.find(([prefix]) => implementation.startsWith(prefix));
  return family && { step: family[1], implementation };
}

/** Total attempts of the step, and seconds per attempt. Null if the implementation is not configured: the request defined its own steps. */
export function attemptOf(implementation: string, automata: Automata | undefined): Attempt {
  const step = readMacro(implementation)?.step ?? '';
  const instances = automata?.get(step) ?? [];
  const own = instances.find(({ name }) => name === implementation);
  const allowed = instances.reduce((tries, { retries }) => tries + 1 + retries, 0);
  return { implementation, allowed: own ? allowed : null, limitSeconds: own && own.timeout > 0 ? own.timeout : null };
}

export interface StepSeen {
  attempt: Attempt;
  /** If omitted: the macro step itself. */
  micro?: string | undefined;
  /** Why it failed. If omitted: the step started. */
  failed?: string | undefined;
}

/** Custom operations and steps of newer versions match no stage; they only become the last message. */
export function stepEvent({ attempt, micro, failed }: StepSeen): InstallerEvent {
  const implementation = attempt.implementation ?? '';
  const { step } = readMacro(implementation) ?? { step: implementation };
  const name = `kadeploy3/${step.slice(0, 64)}${micro === undefined ? '' : `/${micro}`}`;
  const text = cleanText(failed ?? '') || `${implementation}${micro === undefined ? '' : `-${micro}`}`;
  return { kind: 'event', name, phase: failed === undefined ? 'start' : 'finish', error: failed !== undefined, part: null, text, attempt };
}

/** held: at a breakpoint. aborted: by a user. */
export type Ending = 'deployed' | 'held' | 'failed' | 'aborted';

const endings: Record<Ending, Pick<InstallerEvent, 'name' | 'error' | 'part'>> = {
  deployed: { name: 'kadeploy3/deployed', error: false, part: 'end' },
  held: { name: 'kadeploy3/breakpoint', error: false, part: null },
  failed: { name: 'kadeploy3/failed', error: true, part: 'install' },
  aborted: { name: 'kadeploy3/aborted', error: true, part: 'abandoned' },
};

export function endEvent(ending: Ending, text: string): InstallerEvent {
  return { kind: 'event', phase: 'finish', text: cleanText(text) || ending, ...endings[ending] };
}

/** A message without a stage. */
export function noteEvent(text: string): InstallerEvent {
  return { kind: 'event', name: 'kadeploy3/note', phase: 'note', error: false, part: null, text };
}

/** The step that a final error names: `BootNewEnvKexec-wait_reboot: Unreachable after the reboot`. */
export function readFinalError(error: string): { macro: string; micro: string; text: string } | undefined {
  const [, macro = '', micro = '', text = ''] = /^(\w+)-(\w*): (.*)$/s.exec(error) ?? [];
  return macro === '' ? undefined : { macro, micro, text };
}
