// Which events the filters of the address leave. Pure.
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';
import { matcher } from '../fleet/filters/match.ts';
import { groupOf, kindGroups, type KindGroup } from './event-kinds.ts';

export interface EventFilter {
  groups: readonly KindGroup[];
  /** After the event; none means all. */
  statuses: readonly BackendStatus[];
  /** That the event's backend follows now; empty for all. */
  workflow: string;
  /** Host, IP, MAC or nodeset, as in the table. */
  search: string;
}

type Backends = ReadonlyMap<string, BackendSummary>;
type Fits = (event: TransitionView) => boolean;

/** A test for all but the kind. An event of a backend that is known no more is found by what it says itself. */
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
  /** How many there would be of each group. */
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

/** The events after number `seq` that would be shown, of events in their order. */
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

/** Thousands of events are of some hundred backends. */
function remembered(fits: Fits): Fits {
  const known = new Map<string, boolean>();
  return (event) => {
    const answer = known.get(event.backend) ?? fits(event);
    known.set(event.backend, answer);
    return answer;
  };
}
