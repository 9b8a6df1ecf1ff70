// The kinds of events for the user: groups to filter by, and words. Pure.
import { actionKinds, type TransitionKind } from '../../state-machines/vocabulary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';

export const kindGroups = ['trouble', 'progress', 'people', 'repeats'] as const;
export type KindGroup = (typeof kindGroups)[number];

/** Shown by default. Without repeats: a machine that repeats a request a hundred times would hide everything else. */
export const usualKinds: readonly KindGroup[] = ['trouble', 'progress', 'people'];

export const kindTitles: Readonly<Record<KindGroup, { word: string; about: string }>> = {
  trouble: { word: 'Trouble', about: 'failed, late, stalled, abandoned, failed tries, broken rules' },
  progress: { word: 'Progress', about: 'stages reached, installs held on purpose, installer messages' },
  people: { word: 'People', about: 'actions by users: acknowledged, muted, closed, extended' },
  repeats: { word: 'Repeats', about: 'the same stage again with the same outcome' },
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

/** The groups that the URL names, in their order. Unknown names are ignored; the usual groups if none is named. */
export function groupsOf(words: readonly string[]): readonly KindGroup[] {
  const wanted = kindGroups.filter((group) => words.includes(group));
  return wanted.length > 0 ? wanted : usualKinds;
}

/** The words for these groups in the URL: none for the usual groups. */
export function wordsFor(groups: readonly KindGroup[]): readonly string[] {
  return groups.join() === usualKinds.join() ? [] : groups;
}

/** What happened; follows the name of the stage. */
export const kindWords: Readonly<Record<TransitionKind, string>> = {
  reached: 'reached',
  repeated: 'again',
  tried: 'try failed',
  failed: 'failed',
  late: 'is late',
  waiting: 'held',
  stalled: 'stalled',
  abandoned: 'abandoned',
  dissolved: 'not an install',
  finding: 'found',
  text: 'installer message',
  acknowledged: 'acknowledged',
  unacknowledged: 'no longer acknowledged',
  muted: 'muted',
  unmuted: 'no longer muted',
  closed: 'run closed',
  extended: 'limit extended',
};

/** The stage to name; null for an event that is not about a stage, such as maintenance of the machine. */
export function stageOf({ kind, stage }: Pick<TransitionView, 'kind' | 'stage'>): string | null {
  return stage === '' || kind === 'muted' || kind === 'unmuted' ? null : stage;
}
