// The strip of the time line: one part for each stretch of the run, chosen by pointer or keys. A slider for screen readers.
import type { KeyboardEvent, PointerEvent } from 'react';
import { stretchAt, type Stretch, type TimeLine as Line } from '../../run/time-line.ts';
import { stretchText } from '../../run/stretch-text.ts';
import { timeText } from '../../ui/time-format.ts';
import { useZone } from '../../ui/zone.ts';
import { percent } from './percent.ts';

interface StripProps {
  line: Line;
  index: number;
  nowMs: number;
  onChoose: (index: number | null) => void;
}

export function Strip({ line, index, nowMs, onChoose }: StripProps) {
  const zone = useZone();
  const { stretches } = line;
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = keyTarget(event.key, index, stretches.length);
    if (to === null) return;
    event.preventDefault();
    onChoose(to);
  };
  const onPointer = ({ currentTarget, clientX }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onChoose(stretchAt(line, line.fromMs + ((clientX - left) / width) * (line.toMs - line.fromMs)));
  };
  return (
    <div
      className="time-line-strip"
      role="slider"
      tabIndex={0}
      aria-label="Stages of the run over time"
      aria-valuemin={1}
      aria-valuemax={stretches.length}
      aria-valuenow={index + 1}
      aria-valuetext={stretches[index] && stretchText(stretches[index], (ms) => timeText(ms, zone, nowMs))}
      onKeyDown={onKeyDown}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={() => onChoose(null)}
      onBlur={() => onChoose(null)}
    >
      {stretches.map((stretch, i) => (
        <Part key={`${stretch.step.stage.name} ${stretch.tone}`} line={line} stretch={stretch} chosen={i === index} />
      ))}
    </div>
  );
}

function Part({ line, stretch, chosen }: { line: Line; stretch: Stretch; chosen: boolean }) {
  const { fromMs, toMs, limitAtMs, tone, step } = stretch;
  const limitInside = chosen && limitAtMs !== null && limitAtMs >= line.fromMs && limitAtMs <= line.toMs;
  return (
    <>
      <span
        className={`time-line-part group-${line.partOf(step.stage).hue} part-${tone} ${chosen ? 'part-chosen' : ''}`}
        style={{ left: percent(line, fromMs), width: `calc(${percent(line, line.fromMs + toMs - fromMs)} + 1px)` }}
      />
      {limitInside && <span className="time-line-limit" style={{ left: percent(line, limitAtMs) }} />}
    </>
  );
}

/** The index that a key moves to, kept within the strip; null for other keys. */
export function keyTarget(key: string, index: number, count: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    Home: 0,
    End: count - 1,
  };
  const to = targets[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}
