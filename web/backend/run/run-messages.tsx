// The installer's own messages in a run, each with its time and as received; and on request all events of the run.
import { memo, useState } from 'react';
import { eventWords } from '../../../state-machines/view/event-words.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import type { RunView, TransitionView } from '../../../state-machines/view/view.ts';
import { useServerTenSeconds } from '../../feed/hooks.ts';
import { Time } from '../../ui/time.tsx';
import { EvidenceLine } from '../evidence-lines.tsx';
import { eventsMost, useEvents } from './use-runs.ts';
import './run-messages.css';

export function RunMessages({ backend, run }: { backend: BackendSummary; run: RunView }) {
  const { answer, problem } = useEvents(backend);
  const [all, setAll] = useState(false);
  const nowMs = useServerTenSeconds();
  const own = answer?.filter((event) => event.run === run.id) ?? [];
  const shown = all ? own : own.filter(isMessage);
  return (
    <section className="run-messages" aria-labelledby="run-messages-title">
      <div className="section-head">
        <h3 id="run-messages-title">{all ? 'All events' : 'Installer messages'}</h3>
        <span className="dim section-head-rest">{problem === null ? countText(shown.length, answer) : `Cannot refresh: ${problem}.`}</span>
        <button type="button" className="button" aria-pressed={all} onClick={() => setAll(!all)}>
          All events of this run
        </button>
      </div>
      <ol>
        {shown.map((event) => (
          <Event key={event.seq} event={event} nowMs={nowMs} />
        ))}
      </ol>
    </section>
  );
}

/** A health message or a check-in: sent by the installer, not read from a log. */
function isMessage({ evidence }: TransitionView): boolean {
  return evidence !== null && evidence.line === null && evidence.offset === null;
}

/** For a backend with many events, those of an earlier run may be too old. */
function countText(count: number, answer: readonly TransitionView[] | null): string {
  if (answer === null) return 'loading';
  if (count > 0) return String(count);
  return answer.length < eventsMost ? 'none' : `none among the last ${eventsMost} events`;
}

const Event = memo(function Event({ event, nowMs }: { event: TransitionView; nowMs: number }) {
  const { at, evidence, kind, message, success } = event;
  return (
    <li className={`run-event ${success ? '' : `tone-${kind === 'late' ? 'late' : 'failed'}`}`}>
      <Time at={at} nowMs={nowMs} />
      <span className="run-event-what">
        {eventWords(event)}
        {message !== null && message !== evidence?.text && <span className="dim"> {message}</span>}
      </span>
      {evidence && <EvidenceLine evidence={evidence} wrapped />}
    </li>
  );
});
