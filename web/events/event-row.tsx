// One event as a row: time, resulting status, machine, what happened, and the log line.
import { memo } from 'react';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { statusMark, statusTable, type TransitionKind } from '../../state-machines/vocabulary.ts';
import { gistOf } from '../run/line-gist.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';
import { ViewLink } from '../ui/view-link.tsx';
import { kindWords, stageOf } from './event-kinds.ts';

/** Kinds for which the name of the stage is enough: Installation_Stalled needs no further word. */
const saysItself: ReadonlySet<TransitionKind> = new Set(['reached', 'waiting', 'stalled']);

interface Props {
  event: TransitionView;
  /** For the date, which is omitted for today: changes at most every ten seconds. */
  nowMs: number;
}

export const EventRow = memo(function EventRow({ event, nowMs }: Props) {
  const { seq, at, status, host, ip, backend, run, kind } = event;
  const stage = stageOf(event);
  return (
    <div className={`event-row tone-${statusTable[status].tone}`} role="listitem" data-event={seq} data-kind={kind}>
      <span className="event-time">
        <Time at={at} nowMs={nowMs} />
      </span>
      <StatusMark {...statusMark(status)} />
      <ViewLink className="event-host" to={{ backend, run: null }} title={run}>
        {host ?? ip ?? backend}
      </ViewLink>
      <span className="event-what">
        {stage !== null && <b>{stage}</b>} {stage !== null && saysItself.has(kind) ? '' : kindWords[kind]}
        {event.author !== null && ` by ${event.author}`}
      </span>
      <EventProof event={event} />
    </div>
  );
});

/** The message, unless it is the log line itself, then the log line. */
function EventProof({ event: { message, evidence } }: { event: TransitionView }) {
  const gist = evidence && gistOf(evidence.text);
  return (
    <span className="event-proof">
      {message !== null && message !== evidence?.text && <span className="event-message">{message}</span>}
      {evidence && (
        <span className="event-line mono" title={evidence.text}>
          <span className="dim">{evidence.line === null ? evidence.source : `${evidence.source}:${evidence.line}`}</span>
          <span className="event-line-text">{gist?.text}</span>
          <span>{gist?.end}</span>
        </span>
      )}
      {evidence && <CopyButton text={evidence.text} label="Copy line" />}
    </span>
  );
}
