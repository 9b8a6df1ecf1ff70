// Runs side by side: a column for each run, a row for each stage, and where each run lost most time compared with the oldest.
import { useMemo } from 'react';
import { durationText } from '../../../state-machines/vocabulary/duration.ts';
import type { RunView } from '../../../state-machines/view/view.ts';
import { statusMark } from '../../../state-machines/vocabulary.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import { compareRuns, slowestOf, type ComparedCell, type Comparison } from '../../run/comparison.ts';
import { StatusMark } from '../../ui/status-mark.tsx';
import { Time } from '../../ui/time.tsx';
import './run-comparison.css';

export function RunComparison({ runs }: { runs: readonly RunView[] }) {
  const comparison = useMemo(() => compareRuns(runs), [runs]);
  return (
    <div className="run-comparison">
      <div className="section-head">
        <h3 id="run-comparison-title">Side by side</h3>
        <span className="dim">time since the previous stage, compared with the oldest run</span>
      </div>
      {/* Focusable, so that the keyboard can scroll it if the columns do not fit. */}
      <div className="run-comparison-scroll" role="region" aria-labelledby="run-comparison-title" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Stage</th>
              {comparison.runs.map((run) => (
                <RunHead key={run.id} run={run} />
              ))}
            </tr>
          </thead>
          <Stages comparison={comparison} />
          <Totals comparison={comparison} />
        </table>
      </div>
    </div>
  );
}

function RunHead({ run: { status, startedAt } }: { run: RunView }) {
  return (
    <th scope="col">
      <StatusMark {...statusMark(status)} /> <Time at={startedAt} nowMs={useServerSecond()} />
    </th>
  );
}

function Stages({ comparison: { stages, runs } }: { comparison: Comparison }) {
  return (
    <tbody>
      {stages.map(({ name, cells }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map((cell, i) => (
            <td key={runs[i]?.id} className={cell.slower ? 'tone-late cell-slower' : ''}>
              {cellText(cell)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function cellText({ status, tookMs, differenceMs, slower }: ComparedCell): string {
  const took = tookMs === null ? (status === 'done' ? 'reached' : '') : durationText(tookMs);
  const how = status === 'failed' || status === 'late' ? `${status} ` : '';
  if (took === '' && how === '') return status === 'absent' ? 'not in its workflow' : '–';
  return `${how}${took}${slower && differenceMs !== null ? `, ${durationText(differenceMs)} slower` : ''}`;
}

function Totals({ comparison }: { comparison: Comparison }) {
  const { runs, totalsMs } = comparison;
  return (
    <tfoot>
      <tr>
        <th scope="row">Total</th>
        {totalsMs.map((totalMs, i) => (
          <td key={runs[i]?.id}>{totalMs === null ? 'not finished' : durationText(totalMs)}</td>
        ))}
      </tr>
      <tr>
        <th scope="row">Most time lost at</th>
        {runs.map((run, i) => (
          <td key={run.id}>{i === 0 ? 'baseline' : lostText(comparison, i)}</td>
        ))}
      </tr>
    </tfoot>
  );
}

function lostText(comparison: Comparison, column: number): string {
  const lost = slowestOf(comparison, column).map(({ name, differenceMs }) => `${name} ${durationText(differenceMs)}`);
  return lost.length > 0 ? lost.join(', ') : 'none';
}
