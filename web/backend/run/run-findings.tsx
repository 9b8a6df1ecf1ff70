// The rules that a run broke and the known errors that occurred, each with what to do about it.
import type { RunView } from '../../../state-machines/view/view.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import { Time } from '../../ui/time.tsx';

export function RunFindings({ run: { findings, stages } }: { run: Pick<RunView, 'findings' | 'stages'> }) {
  const nowMs = useServerSecond();
  if (findings.length === 0) return null;
  const titleOf = (name: string): string => stages.find((stage) => stage.name === name)?.title ?? name;
  return (
    <section className="run-findings tone-late" aria-labelledby="run-findings-title">
      <h3 id="run-findings-title">Broken rules and known errors ({findings.length})</h3>
      <ul>
        {findings.map(({ rule, text, remedy, at, stage }) => (
          <li key={`${rule} ${text}`} data-finding={rule}>
            <p>
              <strong>{rule}</strong>{' '}
              <span className="dim">
                at <Time at={at} nowMs={nowMs} />
                {stage !== null && `, ${titleOf(stage)}`}
              </span>
            </p>
            <p>{text}</p>
            {remedy !== null && (
              <p>
                <span className="run-findings-remedy">What to do:</span> {remedy}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
