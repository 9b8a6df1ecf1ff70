// One incident: what happened to how many backends since when, what it means, what to check, and a link to the backends.
import { useState } from 'react';
import { incidentMark, type Incident } from '../../state-machines/incidents/incidents.ts';
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import { inTrouble } from '../../state-machines/vocabulary.ts';
import { useFeedState, useServerSecond } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';
import { ViewLink } from '../ui/view-link.tsx';
import { wayTo } from './way-to.ts';

interface Props {
  incident: Incident;
  /** Whether `What to check` is expanded at first. */
  open: boolean;
  onAcknowledge: () => void;
}

export function IncidentCard({ incident, open, onAcknowledge }: Props) {
  const { id, status, title, means, hint, since, acknowledged, deployment } = incident;
  const { tone, glyph } = incidentMark(incident);
  const backends = useFeedState('backends');
  return (
    <article className={`incident tone-${tone}`} data-incident={id} data-acknowledged={acknowledged}>
      <h2 className="incident-title">
        <span className="status-glyph" aria-hidden="true">
          {glyph}
        </span>
        {title}
      </h2>
      <p className="incident-since">
        <Since at={since} />
        {acknowledged && ' · acknowledged'}
      </p>
      <p className="incident-actions">
        <ViewLink className="button" to={wayTo(incident, backends)}>
          Show backends
        </ViewLink>
        {deployment !== null && (
          <ViewLink className="button" to={{ view: 'deployments', deployment, members: [], backend: null, run: null }}>
            Show deployment
          </ViewLink>
        )}
        {!acknowledged && inTrouble(status) && (
          <button type="button" className="button" onClick={onAcknowledge}>
            Acknowledge all
          </button>
        )}
      </p>
      <p className="incident-words">
        {means !== null && <span>{means}</span>}
        {hint !== null && <WhatToCheck hint={hint} open={open && !acknowledged} />}
      </p>
    </article>
  );
}

function WhatToCheck({ hint, open }: { hint: string; open: boolean }) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  const expanded = wanted ?? open;
  return (
    <>
      <button type="button" className="quiet-button" aria-expanded={expanded} onClick={() => setWanted(!expanded)}>
        <span aria-hidden="true">{expanded ? '▾' : '▸'}</span> What to check
      </button>
      {expanded && <span>{hint}</span>}
    </>
  );
}

function Since({ at }: { at: string }) {
  const nowMs = useServerSecond();
  return (
    <>
      since <Time at={at} nowMs={nowMs} /> <span className="dim">({durationText(nowMs - Date.parse(at))})</span>
    </>
  );
}
