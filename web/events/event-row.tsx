// One event as a row: when, how the run stood then, which machine, what happened, and the line that says so.
import { memo } from 'react';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { statusMark, statusTable, type TransitionKind } from '../../state-machines/vocabulary.ts';
import { gistOf } from '../run/line-gist.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';
import { ViewLink } from '../ui/view-link.tsx';
import { kindWords, stageOf } from './event-kinds.ts';

/** The stage's name is all there is to say: Installation_Stalled is no more stalled for a word behind it. */
const saysItself: ReadonlySet<TransitionKind> = new Set(['reached', 'waiting', 'stalled']);

interface Props {
  event: TransitionView;
  /** For the date, which is left out when it is today's: changes once a minute at most. */
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

/** The message where there is one of its own, then the raw line. */
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
      {evidence && <CopyButton text={evidence.text} label="Copy the line" />}
    </span>
  );
}
