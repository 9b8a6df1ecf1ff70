// A macro step of the checklist: its name in the deployer's words, its implementation, its tries, and its stages.
import type { ReactNode } from 'react';
import { durationText } from '../../../state-machines/vocabulary/duration.ts';
import type { TryView } from '../../../state-machines/view/view.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import type { MacroStep } from '../../run/macro-steps.ts';
import { Time } from '../../ui/time.tsx';

export function MacroStepItem({ macro, children }: { macro: MacroStep; children: ReactNode }) {
  const { name, title, present, earlier } = macro;
  if (name === null) return <>{children}</>;
  return (
    <li className="macro-step" data-step={name}>
      <div className="macro-step-head">
        <h4>{title}</h4>
        {title !== name && <span className="dim">{name}</span>}
        {present && <Present attempt={present} />}
      </div>
      {earlier.length > 0 && (
        <ul className="macro-step-tries" aria-label={`Earlier tries of ${title}`}>
          {earlier.map((attempt) => (
            <EarlierTry key={attempt.number} attempt={attempt} />
          ))}
        </ul>
      )}
      <ol>{children}</ol>
    </li>
  );
}

/** A first try without a named implementation needs no words. */
function Present({ attempt }: { attempt: TryView }) {
  const { number, implementation, startedAt, endedAt } = attempt;
  const nowMs = useServerSecond();
  const words = [implementation === null ? '' : `by ${implementation}`, number > 1 ? `try ${number}` : ''].filter((part) => part !== '');
  return (
    <>
      {words.length > 0 && <span className={number > 1 ? 'macro-step-again' : ''}>{words.join(', ')}</span>}
      <span className="dim">{durationText(Math.max(0, (endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt)))}</span>
    </>
  );
}

function EarlierTry({ attempt: { number, implementation, startedAt, endedAt, failed } }: { attempt: TryView }) {
  const nowMs = useServerSecond();
  return (
    <li>
      try {number}
      {implementation !== null && ` by ${implementation}`}, at <Time at={startedAt} nowMs={nowMs} />:{' '}
      <span className={failed === null ? '' : 'macro-step-failed'}>
        {failed === null ? 'abandoned for another implementation' : 'failed'}
      </span>
      {endedAt !== null && ` after ${durationText(Date.parse(endedAt) - Date.parse(startedAt))}`}
      {failed !== null && failed !== 'failed' && `: ${failed}`}
    </li>
  );
}
