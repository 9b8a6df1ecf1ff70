// A run as a bar: one segment per stage, grouped by macro step or part of the install, coloured by the stage's status. Its label says the same.
import { memo } from 'react';
import { barText, partsOf, type Segment } from '../run/segments.ts';
import './stage-bar.css';

export const StageBar = memo(function StageBar({ segments }: { segments: readonly Segment[] }) {
  return (
    <span className="stage-bar" role="img" aria-label={barText(segments)}>
      {partsOf(segments).map(({ name, segments: own }) => (
        <span key={name} className="stage-bar-group" title={name} style={{ flexGrow: own.length }}>
          {own.map((segment) => (
            <span key={segment.name} className={`stage-bar-segment stage-${segment.tone}`} title={`${segment.name}: ${segment.tone}`} />
          ))}
        </span>
      ))}
    </span>
  );
});
