// The stages of a run in the workflow's order, each with its time, its limit and the lines that prove it.
import { useMemo, useState } from 'react';
import type { RunView } from '../../state-machines/view.ts';
import { barText } from '../run/segments.ts';
import { segmentsOfSteps, stepsOf } from '../run/steps.ts';
import { useShortcuts } from '../shortcuts.ts';
import { StageBar } from '../ui/stage-bar.tsx';
import { StageRow } from './stage-row.tsx';
import './checklist.css';

export function Checklist({ run }: { run: RunView }) {
  const steps = useMemo(() => stepsOf(run), [run]);
  const segments = useMemo(() => segmentsOfSteps(steps), [steps]);
  const [allLines, setAllLines] = useState(false);
  const toggle = () => setAllLines((all) => !all);
  useShortcuts({ e: toggle });
  return (
    <section className="checklist" aria-label="Checklist">
      <div className="checklist-head">
        <StageBar segments={segments} />
        <span className="dim checklist-count">{barText(segments).split(';')[0]}</span>
        <button type="button" className="button" aria-pressed={allLines} onClick={toggle}>
          {allLines ? 'Fewer lines' : 'All lines'} <span className="dim">e</span>
        </button>
      </div>
      <ol>
        {steps.map((step, i) => (
          <StageRow
            key={step.stage.name}
            step={step}
            run={run}
            opensGroup={steps[i - 1]?.stage.group !== step.stage.group}
            allLines={allLines}
          />
        ))}
      </ol>
    </section>
  );
}
