// The events that the page holds: the newest, in their order, none twice and none missing between two. Those of before the page was opened
// are put in front of them. Pure.
import type { TransitionView } from '../../state-machines/view/view.ts';

/** So many of the newest events are kept on the page. */
export const eventsKept = 5_000;

export interface EventsState {
  /** Oldest first. */
  events: readonly TransitionView[];
  /** All events after this number are among them; 0 when the service has no older ones. Null before the first snapshot. */
  eventsAfter: number | null;
  /** Whether those of before the page was opened are there. */
  eventsFilled: boolean;
}

export const noEvents: EventsState = { events: [], eventsAfter: null, eventsFilled: false };

export class KeptEvents {
  private state = noEvents;
  private coming: TransitionView[] = [];

  /** Nothing is known of what happened up to `after`. */
  begin(after: number): void {
    this.coming = [];
    this.state = { events: [], eventsAfter: after, eventsFilled: false };
  }

  /** What happened next, oldest first. */
  add(events: readonly TransitionView[]): void {
    this.coming.push(...events);
  }

  /** Older ones, oldest first, asked for when `asked` was where they had to end. `all`: the service has none before them. */
  fill(older: readonly TransitionView[], { asked, all }: { asked: number; all: boolean }): void {
    const { eventsAfter, events } = this.state;
    if (eventsAfter !== asked) return;
    const missing = older.filter(({ seq }) => seq <= asked);
    const first = missing[0]?.seq ?? asked + 1;
    this.keep([...missing, ...events], all ? 0 : first - 1);
    this.state = { ...this.state, eventsFilled: true };
  }

  /** The events with what has come; the same object while nothing has. */
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
