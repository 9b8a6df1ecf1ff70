// The events as they happen: every change of a run and every action by a user, newest first.
import { useRef } from 'react';
import { go } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';
import { useShortcuts } from '../shortcuts.ts';
import { EventControls } from './event-controls.tsx';
import { EventList } from './event-list.tsx';
import { useOlderEvents } from './use-older-events.ts';
import { useShownEvents } from './use-shown-events.ts';
import './events.css';
import './event-row.css';

export function EventsView() {
  const loaded = useFeedState('loaded');
  const filled = useFeedState('eventsFilled');
  const after = useFeedState('eventsAfter');
  const known = useFeedState('events');
  const problem = useOlderEvents();
  const shown = useShownEvents();
  const view = useRef<HTMLDivElement>(null);
  const toNewest = (): void => {
    view.current?.querySelector('.event-list')?.scrollTo({ top: 0 });
    shown.resume();
  };
  useShortcuts({ p: shown.paused ? shown.resume : shown.pause });
  if (!loaded) return <NotLoaded />;
  return (
    <div ref={view} className="events-view">
      <EventControls shown={shown} toNewest={toNewest} />
      {problem !== null && <p className="event-problem tone-late">Earlier events could not be loaded: {problem}.</p>}
      {shown.events.length > 0 ? (
        <EventList events={shown.events} onRead={shown.read} foot={footOf(filled, after)} />
      ) : (
        <NoEvents filled={filled || problem !== null} any={known.length > 0} />
      )}
    </div>
  );
}

function footOf(filled: boolean, after: number | null): string {
  if (!filled) return 'Loading earlier events';
  return after === 0 ? 'No older events are stored.' : 'Older events are not on this page: run checklist events or query /api/v1/events.';
}

function NoEvents({ filled, any }: { filled: boolean; any: boolean }) {
  if (!any) {
    return (
      <section className="nothing-here">
        <h2>{filled ? 'No events yet.' : 'Loading the events'}</h2>
        {filled && <p className="dim">Each stage that a machine reaches appears here as soon as it is logged.</p>}
      </section>
    );
  }
  return (
    <section className="nothing-here">
      <h2>No events match the filters.</h2>
      <p>
        <button type="button" className="button" onClick={() => go({ kinds: [], statuses: [], workflow: '', search: '' })}>
          Show all except repeats
        </button>
      </p>
    </section>
  );
}
