// The stages of a run in the workflow's order, under macro steps if it has any: each with its time, its limit, the usual duration and its log
// lines. Optional stages that were not seen are hidden until requested.
import { useMemo, useState } from 'react';
import type { RunView } from '../../../state-machines/view/view.ts';
import { useFeedState } from '../../feed/hooks.ts';
import { macroStepsOf, type MacroStep } from '../../run/macro-steps.ts';
import { barText } from '../../run/segments.ts';
import { isFolded, segmentsOfSteps, type Step } from '../../run/steps.ts';
import { useShortcuts } from '../../shortcuts.ts';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { StageBar } from '../../ui/stage-bar.tsx';
import { MacroStepItem } from './macro-step.tsx';
import { stageColumns } from './stage-columns.ts';
import { StageRow } from './stage-row.tsx';
import './checklist.css';

export function Checklist({ run, steps }: { run: RunView; steps: readonly Step[] }) {
  const segments = useMemo(() => segmentsOfSteps(steps), [steps]);
  const [allLines, setAllLines] = useState(false);
  const [allStages, setAllStages] = useState(false);
  const toggleLines = () => setAllLines((all) => !all);
  useShortcuts({ e: toggleLines });
  const shown = useMemo(() => (allStages ? steps : steps.filter(({ stage }) => !isFolded(stage))), [allStages, steps]);
  const macros = useMacroSteps(run, shown);
  const hasMacros = macros.some(({ name }) => name !== null);
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
      <ol className={hasMacros ? 'checklist-stepped' : ''}>
        {macros.map((macro) => (
          <MacroStepItem key={macro.steps[0]?.stage.name} macro={macro}>
            {macro.steps.map((step, i) => (
              <StageRow
                key={step.stage.name}
                step={step}
                run={run}
                opensGroup={!hasMacros && macro.steps[i - 1]?.stage.group !== step.stage.group}
                allLines={allLines}
              />
            ))}
          </MacroStepItem>
        ))}
      </ol>
    </section>
  );
}

function useMacroSteps(run: RunView, shown: readonly Step[]): MacroStep[] {
  const workflow = useFeedState('workflows').get(run.workflow);
  return useMemo(() => macroStepsOf(run, shown, new Map(workflow?.steps.map(({ name, title }) => [name, title]))), [run, shown, workflow]);
}
