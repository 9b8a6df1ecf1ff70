// A run as a bar: a segment a stage, grouped by the part of the install, coloured by the stage's status. Its text says the same.
import { memo } from 'react';
import { stageGroups } from '../../state-machines/vocabulary.ts';
import type { Step } from '../run/steps.ts';
import { heldAs } from '../run/outside-order.ts';
import './stage-bar.css';

export const StageBar = memo(function StageBar({ steps }: { steps: readonly Step[] }) {
  const inOrder = steps.filter(({ stage, tone }) => !heldAs(stage) && !(stage.optional && tone === 'pending'));
  return (
    <span className="stage-bar" role="img" aria-label={barText(inOrder)}>
      {stageGroups.map((group) => (
        <span key={group} className="stage-bar-group" title={group}>
          {inOrder
            .filter(({ stage }) => stage.group === group)
            .map(({ stage, tone }) => (
              <span key={stage.name} className={`stage-bar-segment stage-${tone}`} title={`${stage.name}: ${tone}`} />
            ))}
        </span>
      ))}
    </span>
  );
});

/** `12 of 25 stages; failed: Profile_XML_Sent`. */
export function barText(steps: readonly Step[]): string {
  const done = steps.filter(({ tone }) => tone === 'done').length;
  const trouble = steps.filter(({ tone }) => tone === 'failed' || tone === 'late').map(({ stage, tone }) => `${tone}: ${stage.name}`);
  return [`${done} of ${steps.length} stages`, ...trouble].join('; ');
}
