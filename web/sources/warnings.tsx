// The last warnings and errors of the service itself, newest first; a few until all are requested.
import { useState } from 'react';
import { useServerSecond } from '../feed/hooks.ts';
import { usePolled } from '../feed/use-polled.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';
import { warningColumns } from './export-columns.ts';
import { warningsSchema, type Warning } from '../../state-machines/view/source-view.ts';

const everyMs = 5_000;
const fewShown = 8;

const levels = {
  warn: { tone: 'late', glyph: '▲', word: 'warning' },
  error: { tone: 'failed', glyph: '✖', word: 'error' },
} as const;

export function Warnings() {
  const { answers, problem } = usePolled('/api/v1/warnings', warningsSchema, everyMs);
  const [isWhole, setWhole] = useState(false);
  const warnings = answers.at(-1)?.warnings.toReversed();
  const shown = isWhole ? warnings : warnings?.slice(0, fewShown);
  const left = (warnings?.length ?? 0) - (shown?.length ?? 0);
  return (
    <section className="warnings" aria-labelledby="warnings-head">
      <div className="sources-head">
        <h2 id="warnings-head">Service warnings</h2>
        {warnings !== undefined && warnings.length > 0 && <ExportMenu name="warnings" rows={warnings} columns={warningColumns} />}
      </div>
      {problem !== null && <p className="mistake">Cannot refresh the warnings: {problem}.</p>}
      {warnings?.length === 0 && <p className="dim">None since the service started.</p>}
      <ul>
        {shown?.map((warning, i) => (
          <WarningLine key={`${left + (shown.length - i)} ${warning.text}`} warning={warning} />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" className="button" onClick={() => setWhole(true)}>
          {left} earlier {left === 1 ? 'warning' : 'warnings'}
        </button>
      )}
    </section>
  );
}

function WarningLine({ warning: { at, level, text, count } }: { warning: Warning }) {
  return (
    <li data-level={level}>
      <WarningTime at={at} />
      <StatusMark {...levels[level]} />
      <span className="warning-text">
        {text}
        {count > 1 && <span className="dim"> {count.toLocaleString('en')} times in a row</span>}
      </span>
      <CopyButton text={text} label="Copy this warning" />
    </li>
  );
}

function WarningTime({ at }: { at: string }) {
  return <Time at={at} nowMs={useServerSecond()} />;
}
