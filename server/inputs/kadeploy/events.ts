// What Kadeploy 3 says of a machine, in the words of the queue: the macro step by its implementation's name, its micro-step, how it went. For the
// poller of its API and for the readers of its texts alike.
import type { Attempt, InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { cleanText } from '../health/health-body.ts';

export const kadeployWorkflow = 'kadeploy-3';

/** One way to do a macro step, as it is configured. */
export interface Instance {
  name: string;
  /** Beyond the first try. */
  retries: number;
  /** Seconds; 0: none. */
  timeout: number;
}

/** Instances of each macro step, in the order in which they are fallen back on. */
export type Automata = ReadonlyMap<string, readonly Instance[]>;

/** Newer names of the first step, as Grid'5000 has them, stand for the older one. */
const families: readonly [string, string][] = [
  ['SetDeploymentEnv', 'SetDeploymentEnv'],
  ['SetDeploymentMiniOS', 'SetDeploymentEnv'],
  ['BroadcastEnv', 'BroadcastEnv'],
  ['BootNewEnv', 'BootNewEnv'],
];

/** The macro step of an implementation such as `BootNewEnvKexec` or `Deploy[BootNewEnvKexec]`; undefined for what is none of a deployment. */
export function readMacro(name: string): { step: string; implementation: string } | undefined {
  const implementation = /^\w+\[(\w+)\]$/.exec(name)?.[1] ?? name;
  const family = families.find(([prefix]) => implementation.startsWith(prefix));
  return family && { step: family[1], implementation };
}

/** Tries of the step in all, and seconds for one. Nothing where what runs is not what is configured: then the request had steps of its own. */
export function attemptOf(implementation: string, automata: Automata | undefined): Attempt {
  const step = readMacro(implementation)?.step ?? '';
  const instances = automata?.get(step) ?? [];
  const own = instances.find(({ name }) => name === implementation);
  const allowed = instances.reduce((tries, { retries }) => tries + 1 + retries, 0);
  return { implementation, allowed: own ? allowed : null, limitSeconds: own && own.timeout > 0 ? own.timeout : null };
}

export interface StepSeen {
  attempt: Attempt;
  /** Left out: the macro step itself. */
  micro?: string | undefined;
  /** Why it failed; left out: it began. */
  failed?: string | undefined;
}

/** Custom operations and what a newer version has are no stages: they become the last words. */
export function stepEvent({ attempt, micro, failed }: StepSeen): InstallerEvent {
  const implementation = attempt.implementation ?? '';
  const { step } = readMacro(implementation) ?? { step: implementation };
  const name = `kadeploy3/${step.slice(0, 64)}${micro === undefined ? '' : `/${micro}`}`;
  const text = cleanText(failed ?? '') || `${implementation}${micro === undefined ? '' : `-${micro}`}`;
  return { kind: 'event', name, phase: failed === undefined ? 'start' : 'finish', error: failed !== undefined, part: null, text, attempt };
}

/** held: at a breakpoint. aborted: by a person. */
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

/** Words that tell what has no stage. */
export function noteEvent(text: string): InstallerEvent {
  return { kind: 'event', name: 'kadeploy3/note', phase: 'note', error: false, part: null, text };
}

/** Where a final error says that it happened: `BootNewEnvKexec-wait_reboot: Unreachable after the reboot`. */
export function readFinalError(error: string): { macro: string; micro: string; text: string } | undefined {
  const [, macro = '', micro = '', text = ''] = /^(\w+)-(\w*): (.*)$/s.exec(error) ?? [];
  return macro === '' ? undefined : { macro, micro, text };
}
