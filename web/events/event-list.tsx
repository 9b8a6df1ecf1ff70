// The stream of events, newest first. Only the visible rows are in the document. Nothing moves while the list is scrolled down.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { useServerTenSeconds } from '../feed/hooks.ts';
import { useMedia } from '../ui/use-media.ts';
import { EventRow } from './event-row.tsx';

const rowPx = 32;
const narrowRowPx = 76;

interface Props {
  events: readonly TransitionView[];
  /** Called when the list is scrolled away from the newest event, or back to it. */
  onRead: (away: boolean) => void;
  /** Shown below the last event. */
  foot: string;
}

export function EventList({ events, onRead, foot }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useMedia('(max-width: 959px)');
  const nowMs = useServerTenSeconds();
  // Its result is read on every render and never stored.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? narrowRowPx : rowPx),
    getItemKey: (index) => events[index]?.seq ?? index,
    overscan: 12,
  });
  return (
    <div
      ref={scroller}
      className="event-list"
      // A scrollable list must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="list"
      aria-label="Events, newest first"
      onScroll={({ currentTarget }) => onRead(currentTarget.scrollTop > rowPx)}
    >
      <div role="presentation" className="event-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size, key }) => {
          const event = events[index];
          return (
            <div key={key} role="presentation" className="event-place" style={{ height: size, transform: `translateY(${start}px)` }}>
              {event && <EventRow event={event} nowMs={nowMs} />}
            </div>
          );
        })}
      </div>
      <p className="event-foot dim" role="listitem">
        {foot}
      </p>
    </div>
  );
}
