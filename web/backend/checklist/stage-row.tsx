// One stage of the checklist: its status, name, times, message and log lines.
import type { RunView } from '../../../state-machines/view/view.ts';
import type { Step } from '../../run/steps.ts';
import { StatusMark } from '../../ui/status-mark.tsx';
import { stageGlyphs } from '../../ui/status.ts';
import { EvidenceLines } from '../evidence-lines.tsx';
import { StageTimes } from './stage-times.tsx';

interface Props {
  step: Step;
  run: RunView;
  /** Whether it is the first stage of its part of the install. */
  opensGroup: boolean;
  allLines: boolean;
}

export function StageRow({ step, run, opensGroup, allLines }: Props) {
  const { stage, tone } = step;
  const trouble = tone === 'failed' || tone === 'late' || tone === 'stalled' || tone === 'waiting';
  const isLine = stage.evidence.some(({ text }) => text === stage.message);
  return (
    <li className={`stage-row tone-${tone} ${trouble ? 'stage-row-trouble' : ''}`} data-stage={stage.name} data-status={stage.status}>
      <span className="stage-group dim">{opensGroup && stage.group}</span>
      <StatusMark tone={tone} glyph={stageGlyphs[tone]} word={tone} />
      <span className="stage-name">
        {stage.name}
        {stage.optional && stage.at === null && <span className="dim"> optional</span>}
        {stage.count > 1 && <span className="stage-count"> × {stage.count}</span>}
      </span>
      <StageTimes step={step} run={run} />
      {stage.message !== null && !isLine && <p className="stage-message">{stage.message}</p>}
      <EvidenceLines evidence={stage.evidence} seen={stage.count} all={allLines || trouble} />
    </li>
  );
}
