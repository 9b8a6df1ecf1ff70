// A run as a bar: a segment a stage, grouped by the part of the install, coloured by the stage's status. Its text says the same.
import { memo } from 'react';
import { stageGroups } from '../../state-machines/vocabulary.ts';
import { requiredSteps, type Step } from '../run/steps.ts';
import './stage-bar.css';

export const StageBar = memo(function StageBar({ steps }: { steps: readonly Step[] }) {
  const required = requiredSteps(steps);
  return (
    <span className="stage-bar" role="img" aria-label={barText(steps)}>
      {stageGroups.map((group) => (
        <Group key={group} group={group} steps={required.filter(({ stage }) => stage.group === group)} />
      ))}
    </span>
  );
});

function Group({ group, steps }: { group: string; steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <span className="stage-bar-group" title={group} style={{ flexGrow: steps.length }}>
      {steps.map(({ stage, tone }) => (
        <span key={stage.name} className={`stage-bar-segment stage-${tone}`} title={`${stage.name}: ${tone}`} />
      ))}
    </span>
  );
}

/** `12 of 25 stages; failed: Profile_XML_Sent`. */
export function barText(steps: readonly Step[]): string {
  const required = requiredSteps(steps);
  const done = required.filter(({ tone }) => tone === 'done').length;
  const trouble = steps.filter(({ tone }) => tone === 'failed' || tone === 'late').map(({ stage, tone }) => `${tone}: ${stage.name}`);
  return [`${done} of ${required.length} stages`, ...trouble].join('; ');
}
