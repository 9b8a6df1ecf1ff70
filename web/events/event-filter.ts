// Which events match the filters of the URL. Pure.
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';
import { matcher } from '../fleet/filters/match.ts';
import { groupOf, kindGroups, type KindGroup } from './event-kinds.ts';

export interface EventFilter {
  groups: readonly KindGroup[];
  /** The status after the event; empty for all. */
  statuses: readonly BackendStatus[];
  /** The current workflow of the event's backend; empty for all. */
  workflow: string;
  /** Host, IP, MAC or nodeset, as in the table. */
  search: string;
}

type Backends = ReadonlyMap<string, BackendSummary>;
type Fits = (event: TransitionView) => boolean;

/** Returns a test for all filters except the kind. An event of a backend that is no longer known is matched by its own fields. */
export function eventMatcher({ statuses, workflow, search }: Omit<EventFilter, 'groups'>, backends: Backends): Fits {
  const found = matcher({ statuses: [], workflow: '', deployer: '', search });
  const fitsBackend = remembered((event) => {
    const backend = backends.get(event.backend) ?? unknownBackend(event);
    return (workflow === '' || backend.workflow === workflow) && found(backend);
  });
  return (event) => (statuses.length === 0 || statuses.includes(event.status)) && fitsBackend(event);
}

export interface Filtered {
  events: readonly TransitionView[];
  /** The number of matching events of each group, shown or not. */
  counts: Readonly<Record<KindGroup, number>>;
}

export function filterEvents(events: readonly TransitionView[], fits: Fits, groups: readonly KindGroup[]): Filtered {
  const counts = Object.fromEntries(kindGroups.map((group) => [group, 0])) as Record<KindGroup, number>;
  const left = events.filter((event) => {
    if (!fits(event)) return false;
    const group = groupOf(event);
    counts[group] += 1;
    return groups.includes(group);
  });
  return { events: left, counts };
}

/** Counts the events after number `seq` that would be shown. `events`: in their order. */
export function countAfter(events: readonly TransitionView[], seq: number, fits: Fits): number {
  let count = 0;
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at];
    if (!event || event.seq <= seq) break;
    if (fits(event)) count += 1;
  }
  return count;
}

function unknownBackend({ backend: id, host, ip }: TransitionView): BackendSummary {
  return { id, host, ip, mac: null, workflow: '', status: 'idle', declared: false, muted: null, run: null };
}

/** Caches the answer for each backend: thousands of events belong to a few hundred backends. */
function remembered(fits: Fits): Fits {
  const known = new Map<string, boolean>();
  return (event) => {
    const answer = known.get(event.backend) ?? fits(event);
    known.set(event.backend, answer);
    return answer;
  };
}
