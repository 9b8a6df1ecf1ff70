// Why a backend needs attention, or who acknowledged or muted it: the whole reason in words, and the log line that shows it.
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import type { Urgency } from '../../../state-machines/view/urgency.ts';
import { statusTable } from '../../../state-machines/vocabulary.ts';
import { useFeedState } from '../../feed/hooks.ts';
import { gistOf } from '../../run/line-gist.ts';
import { KnownBy } from './known-by.tsx';
import { LastHeard, Reason } from './row-times.tsx';
import './why-words.css';

export function WhyWords({ backend, urgency }: { backend: BackendSummary; urgency: Urgency }) {
  const { run } = backend;
  const workflow = useFeedState('workflows').get(backend.workflow);
  return (
    <>
      {urgency === 'known' && <KnownBy backend={backend} />}
      {run && (
        <span className="why-words">
          <Reason run={run} workflow={workflow} />
          {statusTable[run.status].clock === 'passed' && <LastHeard at={run.lastHeardAt} />}
        </span>
      )}
      {run?.evidence && <WhyLine text={run.evidence.text} />}
    </>
  );
}

/** The informative part of a log line; an access log's status stays visible when the rest is cut off. */
export function WhyLine({ text }: { text: string }) {
  const gist = gistOf(text);
  return (
    <span className="why-line mono" title={text}>
      <span className="why-line-text">{gist.text}</span>
      {gist.end !== '' && <span className="why-line-end">{gist.end}</span>}
    </span>
  );
}
