// The words and choices of each action. One table, so that the button, its dialog and the result use the same words. Pure.
import type { Action } from '../../state-machines/track/actions.ts';

export type ActionName = Action['action'];

export interface Choice {
  label: string;
  adds: { seconds?: number; as?: 'abandoned' | 'installed' };
}

export interface ActionWords {
  button: string;
  /** Precedes the machines' names. */
  title: string;
  means: string;
  /** On the button that confirms it. */
  doIt: string;
  /** Follows the machines' names once it is done. */
  done: string;
  /** The choices under a title of their own; the first is the default. */
  choices?: { title: string; list: readonly [Choice, ...Choice[]] };
}

const minutes = (count: number): number => count * 60;
const hours = (count: number): number => count * 3600;

export const actionWords: Readonly<Record<ActionName, ActionWords>> = {
  acknowledge: {
    button: 'Acknowledge',
    title: 'Acknowledge',
    means: 'Everyone sees that you are working on it. Lasts until the run recovers or fails again.',
    doIt: 'Acknowledge',
    done: 'acknowledged',
  },
  unacknowledge: {
    button: 'Remove acknowledgement',
    title: 'Remove the acknowledgement of',
    means: 'The backend needs attention again.',
    doIt: 'Remove',
    done: 'no longer acknowledged',
  },
  mute: {
    button: 'Mute for maintenance…',
    title: 'Mute',
    means: 'Its problems count as known for this time. It is still monitored.',
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
    means: 'Its problems need attention again.',
    doIt: 'End maintenance',
    done: 'no longer muted',
  },
  extend: {
    button: 'Extend limit…',
    title: 'Extend the limit of',
    means: 'The next stage of this run gets more time: added to its limit, or counted from now if the limit has passed.',
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
    means: 'Ends the run for good: it cannot be reopened. The next install starts a new run.',
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

/** `backend-0-1 acknowledged`; null if nothing was done. */
export function doneText(action: ActionName, names: readonly string[]): string | null {
  return names.length === 0 ? null : `${countNames(names)} ${actionWords[action].done}`;
}
