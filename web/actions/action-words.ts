// What the page says of each action, and what there is to choose. One table, so that the button, its dialog and the result say the same. Pure.
import type { Action } from '../../state-machines/track/actions.ts';

export type ActionName = Action['action'];

export interface Choice {
  label: string;
  adds: { seconds?: number; as?: 'abandoned' | 'installed' };
}

export interface ActionWords {
  button: string;
  /** In front of the machines' names. */
  title: string;
  means: string;
  /** On the button that does it. */
  doIt: string;
  /** Of a machine, when it was done. */
  done: string;
  /** What is chosen from, with its own title; the first is taken when nobody chooses. */
  choices?: { title: string; list: readonly [Choice, ...Choice[]] };
}

const minutes = (count: number): number => count * 60;
const hours = (count: number): number => count * 3600;

export const actionWords: Readonly<Record<ActionName, ActionWords>> = {
  acknowledge: {
    button: 'Acknowledge',
    title: 'Acknowledge',
    means: 'Everybody sees that you look after it. It holds until the run recovers, or fails again.',
    doIt: 'Acknowledge',
    done: 'acknowledged',
  },
  unacknowledge: {
    button: 'Take back acknowledgement',
    title: 'Take back the acknowledgement of',
    means: 'It counts as trouble that nobody looks after again.',
    doIt: 'Take back',
    done: 'no longer acknowledged',
  },
  mute: {
    button: 'Mute for maintenance…',
    title: 'Mute',
    means: 'Its troubles count as known for so long. It is followed as before.',
    doIt: 'Mute',
    done: 'muted',
    choices: {
      title: 'For how long',
      list: [
        { label: '30 min', adds: { seconds: minutes(30) } },
        { label: '2 h', adds: { seconds: hours(2) } },
        { label: '8 h', adds: { seconds: hours(8) } },
        { label: 'until I end it', adds: {} },
      ],
    },
  },
  unmute: {
    button: 'End maintenance',
    title: 'End the maintenance of',
    means: 'Its troubles need somebody again.',
    doIt: 'End maintenance',
    done: 'no longer muted',
  },
  extend: {
    button: 'Extend limit…',
    title: 'Extend the limit of',
    means: 'The next stage gets more time in this run: on top of its limit, or from now where that has passed.',
    doIt: 'Extend',
    done: 'given more time',
    choices: {
      title: 'By',
      list: [
        { label: '5 min', adds: { seconds: minutes(5) } },
        { label: '15 min', adds: { seconds: minutes(15) } },
        { label: '60 min', adds: { seconds: minutes(60) } },
      ],
    },
  },
  close: {
    button: 'Close run…',
    title: 'Close the run of',
    means: 'The run is over, and nothing can open it again. The next install begins a new one.',
    doIt: 'Close run',
    done: 'closed',
    choices: {
      title: 'As',
      list: [
        { label: 'abandoned', adds: { as: 'abandoned' } },
        { label: 'installed', adds: { as: 'installed' } },
      ],
    },
  },
};

const namesShown = 8;

/** `backend-0-1` · `12 backends: backend-0-0, … and 4 more`. */
export function listNames(names: readonly string[]): string {
  if (names.length === 1) return names.join('');
  const left = names.length - namesShown;
  const shown = names.slice(0, namesShown).join(', ');
  return `${names.length} backends: ${shown}${left > 0 ? ` and ${left} more` : ''}`;
}

/** `backend-0-1` · `12 backends`. */
export function countNames(names: readonly string[]): string {
  return names.length === 1 ? names.join('') : `${names.length} backends`;
}

/** `backend-0-1 acknowledged`; null when it was done to none. */
export function doneText(action: ActionName, names: readonly string[]): string | null {
  return names.length === 0 ? null : `${countNames(names)} ${actionWords[action].done}`;
}
