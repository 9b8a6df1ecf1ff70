// The events that the page holds: the newest ones in order, without duplicates or gaps. Events from before the page was opened are inserted
// before them. Pure.
import type { TransitionView } from '../../state-machines/view/view.ts';

/** How many of the newest events the page keeps. */
export const eventsKept = 5_000;

export interface EventsState {
  /** Oldest first. */
  events: readonly TransitionView[];
  /** All events after this number are included; 0 if the service has no older ones. Null before the first snapshot. */
  eventsAfter: number | null;
  /** Whether the events from before the page was opened are included. */
  eventsFilled: boolean;
}

export const noEvents: EventsState = { events: [], eventsAfter: null, eventsFilled: false };

export class KeptEvents {
  private state = noEvents;
  private coming: TransitionView[] = [];

  /** Starts over: nothing is known of what happened up to `after`. */
  begin(after: number): void {
    this.coming = [];
    this.state = { events: [], eventsAfter: after, eventsFilled: false };
  }

  /** Adds new events, oldest first. */
  add(events: readonly TransitionView[]): void {
    this.coming.push(...events);
  }

  /** Adds older events, oldest first. `asked`: the number that they had to end at when requested. `all`: the service has none before them. */
  fill(older: readonly TransitionView[], { asked, all }: { asked: number; all: boolean }): void {
    const { eventsAfter, events } = this.state;
    if (eventsAfter !== asked) return;
    const missing = older.filter(({ seq }) => seq <= asked);
    const first = missing[0]?.seq ?? asked + 1;
    this.keep([...missing, ...events], all ? 0 : first - 1);
    this.state = { ...this.state, eventsFilled: true };
  }

  /** The events including new ones; the same object if there are none. */
  take(): EventsState {
    const { eventsAfter, events } = this.state;
    if (this.coming.length > 0 && eventsAfter !== null) this.keep([...events, ...this.coming], eventsAfter);
    this.coming = [];
    return this.state;
  }

  private keep(events: readonly TransitionView[], after: number): void {
    const dropped = events[events.length - eventsKept - 1];
    this.state = { ...this.state, events: dropped ? events.slice(-eventsKept) : events, eventsAfter: dropped?.seq ?? after };
  }
}
