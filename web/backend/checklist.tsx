// The stages of a run in the workflow's order, each with its time, its limit, what is usual, and the lines that prove it. What may come and did
// not is folded away.
import { useMemo, useState } from 'react';
import type { RunView } from '../../state-machines/view.ts';
import { barText } from '../run/segments.ts';
import { isFolded, segmentsOfSteps, type Step } from '../run/steps.ts';
import { useShortcuts } from '../shortcuts.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { StageBar } from '../ui/stage-bar.tsx';
import { stageColumns } from './stage-columns.ts';
import { StageRow } from './stage-row.tsx';
import './checklist.css';

export function Checklist({ run, steps }: { run: RunView; steps: readonly Step[] }) {
  const segments = useMemo(() => segmentsOfSteps(steps), [steps]);
  const [allLines, setAllLines] = useState(false);
  const [allStages, setAllStages] = useState(false);
  const toggleLines = () => setAllLines((all) => !all);
  useShortcuts({ e: toggleLines });
  const shown = allStages ? steps : steps.filter(({ stage }) => !isFolded(stage));
  const folded = steps.filter(({ stage }) => isFolded(stage)).length;
  return (
    <section className="checklist" aria-labelledby="checklist-title">
      <div className="section-head">
        <h3 id="checklist-title">Checklist</h3>
        <span className="dim">{barText(segments).split(';')[0]}</span>
        <StageBar segments={segments} />
        {folded > 0 && (
          <button type="button" className="button" aria-pressed={allStages} onClick={() => setAllStages(!allStages)}>
            {folded} optional {folded === 1 ? 'stage' : 'stages'} not seen
          </button>
        )}
        <button type="button" className="button" aria-pressed={allLines} onClick={toggleLines}>
          All lines <span className="dim">e</span>
        </button>
        <ExportMenu name={`checklist-${run.id}`} rows={steps} columns={stageColumns} />
      </div>
      <ol>
        {shown.map((step, i) => (
          <StageRow
            key={step.stage.name}
            step={step}
            run={run}
            opensGroup={shown[i - 1]?.stage.group !== step.stage.group}
            allLines={allLines}
          />
        ))}
      </ol>
    </section>
  );
}
