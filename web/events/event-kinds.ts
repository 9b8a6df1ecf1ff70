// What kinds of events there are, for a person: groups to filter by, and words. Pure.
import { actionKinds, type TransitionKind } from '../../state-machines/vocabulary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';

export const kindGroups = ['trouble', 'progress', 'people', 'repeats'] as const;
export type KindGroup = (typeof kindGroups)[number];

/** What the address means that names none: a machine that asks the same a hundred times would hide all else. */
export const usualKinds: readonly KindGroup[] = ['trouble', 'progress', 'people'];

export const kindTitles: Readonly<Record<KindGroup, { word: string; about: string }>> = {
  trouble: { word: 'Trouble', about: 'failed, late, stalled, abandoned, tried in vain, rules broken' },
  progress: { word: 'Progress', about: 'stages reached, installs held on purpose, words of the installer' },
  people: { word: 'People', about: 'what somebody did: acknowledged, muted, closed, extended' },
  repeats: { word: 'Repeats', about: 'the same stage again, with the same outcome' },
};

const groupOfKind: Readonly<Record<TransitionKind, KindGroup>> = {
  reached: 'progress',
  waiting: 'progress',
  text: 'progress',
  dissolved: 'progress',
  repeated: 'repeats',
  tried: 'trouble',
  failed: 'trouble',
  finding: 'trouble',
  late: 'trouble',
  stalled: 'trouble',
  abandoned: 'trouble',
  ...(Object.fromEntries(actionKinds.map((kind) => [kind, 'people'])) as Record<(typeof actionKinds)[number], 'people'>),
};

export function groupOf({ kind }: Pick<TransitionView, 'kind'>): KindGroup {
  return groupOfKind[kind];
}

/** The groups that an address asks for, in their order. What it names that is none is left out; none means the usual ones. */
export function groupsOf(words: readonly string[]): readonly KindGroup[] {
  const wanted = kindGroups.filter((group) => words.includes(group));
  return wanted.length > 0 ? wanted : usualKinds;
}

/** What an address has to say for these groups: nothing for the usual ones. */
export function wordsFor(groups: readonly KindGroup[]): readonly string[] {
  return groups.join() === usualKinds.join() ? [] : groups;
}

/** What happened at the stage whose name stands before it. */
export const kindWords: Readonly<Record<TransitionKind, string>> = {
  reached: 'reached',
  repeated: 'again',
  tried: 'tried in vain',
  failed: 'failed',
  late: 'is late',
  waiting: 'held',
  stalled: 'stalled',
  abandoned: 'abandoned',
  dissolved: 'no install after all',
  finding: 'found',
  text: 'installer says',
  acknowledged: 'acknowledged',
  unacknowledged: 'no longer acknowledged',
  muted: 'muted',
  unmuted: 'no longer muted',
  closed: 'run closed',
  extended: 'limit extended',
};

/** The stage to name; null where what happened is not about one: maintenance is of the machine. */
export function stageOf({ kind, stage }: Pick<TransitionView, 'kind' | 'stage'>): string | null {
  return stage === '' || kind === 'muted' || kind === 'unmuted' ? null : stage;
}
