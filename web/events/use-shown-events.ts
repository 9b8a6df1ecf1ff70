// The events that match the filters, newest first; held while the list is being read or paused.
import { useMemo, useState } from 'react';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { useAddress } from '../address.ts';
import { useFeed, useFeedState } from '../feed/hooks.ts';
import { countAfter, eventMatcher, filterEvents } from './event-filter.ts';
import { groupOf, groupsOf, type KindGroup } from './event-kinds.ts';

export interface ShownEvents {
  /** Newest first. */
  events: readonly TransitionView[];
  groups: readonly KindGroup[];
  counts: Readonly<Record<KindGroup, number>>;
  /** By the user. */
  paused: boolean;
  /** How many new events wait while the list is being read or paused. */
  waiting: number;
  pause: () => void;
  resume: () => void;
  /** Called when the list is scrolled away from the newest event, or back to it. */
  read: (away: boolean) => void;
}

type Hold = { seq: number; paused: boolean } | null;

export function useShownEvents(): ShownEvents {
  const { store } = useFeed();
  const events = useFeedState('events');
  const backends = useFeedState('backends');
  const { statuses, workflow, search, kinds } = useAddress();
  const [hold, setHold] = useState<Hold>(null);
  const groups = useMemo(() => groupsOf(kinds), [kinds]);
  const fits = useMemo(() => eventMatcher({ statuses, workflow, search }, backends), [statuses, workflow, search, backends]);
  const held = useMemo(() => (hold === null ? events : events.filter(({ seq }) => seq <= hold.seq)), [events, hold]);
  const filtered = useMemo(() => filterEvents(held, fits, groups), [held, fits, groups]);
  const newestFirst = useMemo(() => filtered.events.toReversed(), [filtered]);
  const newestSeq = (): number => store.getState().events.at(-1)?.seq ?? 0;
  return {
    events: newestFirst,
    groups,
    counts: filtered.counts,
    paused: hold?.paused ?? false,
    waiting: hold === null ? 0 : countAfter(events, hold.seq, (event) => fits(event) && groups.includes(groupOf(event))),
    pause: () => setHold((before) => ({ seq: before?.seq ?? newestSeq(), paused: true })),
    resume: () => setHold(null),
    read: (away) =>
      setHold((before) => {
        if (before?.paused) return before;
        return away ? (before ?? { seq: newestSeq(), paused: false }) : null;
      }),
  };
}
