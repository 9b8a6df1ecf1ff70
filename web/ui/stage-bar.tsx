// A run as a bar: a segment a stage, grouped by the part of the install, coloured by the stage's status. Its text says the same.
import { memo } from 'react';
import { stageGroups } from '../../state-machines/vocabulary.ts';
import { barText, type Segment } from '../run/segments.ts';
import './stage-bar.css';

export const StageBar = memo(function StageBar({ segments }: { segments: readonly Segment[] }) {
  return (
    <span className="stage-bar" role="img" aria-label={barText(segments)}>
      {stageGroups.map((group) => (
        <Group key={group} group={group} segments={segments.filter((segment) => segment.group === group)} />
      ))}
    </span>
  );
});

function Group({ group, segments }: { group: string; segments: readonly Segment[] }) {
  if (segments.length === 0) return null;
  return (
    <span className="stage-bar-group" title={group} style={{ flexGrow: segments.length }}>
      {segments.map(({ name, tone }) => (
        <span key={name} className={`stage-bar-segment stage-${tone}`} title={`${name}: ${tone}`} />
      ))}
    </span>
  );
}
