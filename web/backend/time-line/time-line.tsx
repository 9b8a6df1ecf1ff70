// A run as one strip, to scale in time. Plain HTML: a chart library is many times this size, and draws on a canvas or in shapes that neither the
// keyboard nor a screen reader can navigate. For those the strip is a slider whose value is a stage.
import { useState } from 'react';
import { durationText } from '../../../state-machines/vocabulary/duration.ts';
import { isoTime, type RunView } from '../../../state-machines/view/view.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import type { Step } from '../../run/steps.ts';
import { partSpans, timeLineOf, type Stretch, type TimeLine as Line } from '../../run/time-line.ts';
import { stretchText } from '../../run/stretch-text.ts';
import { timeText } from '../../ui/time-format.ts';
import { Time } from '../../ui/time.tsx';
import { useZone } from '../../ui/zone.ts';
import { percent } from './percent.ts';
import { Strip } from './strip.tsx';
import './time-line.css';

export function TimeLine({ run, steps }: { run: RunView; steps: readonly Step[] }) {
  const nowMs = useServerSecond();
  const line = timeLineOf(run, steps, nowMs);
  const [chosen, setChosen] = useState<number | null>(null);
  if (!line || line.toMs <= line.fromMs) return null;
  const last = line.stretches.length - 1;
  const index = Math.min(chosen ?? last, last);
  const stretch = line.stretches[index];
  if (!stretch) return null;
  return (
    <section className="time-line" aria-labelledby="time-line-title">
      <div className="section-head">
        <h3 id="time-line-title">Timeline</h3>
        <ChosenStretch line={line} stretch={stretch} nowMs={nowMs} />
      </div>
      <Strip line={line} index={index} nowMs={nowMs} onChoose={setChosen} />
      <Groups line={line} />
      <div className="time-line-ends dim">
        <Time at={isoTime(line.fromMs)} nowMs={nowMs} />
        <span>{durationText(line.toMs - line.fromMs)}</span>
        <span>
          {line.cutMs > 0 && `… ${durationText(line.cutMs)} more after `}
          <Time at={isoTime(line.toMs)} nowMs={nowMs} />
        </span>
      </div>
    </section>
  );
}

function Groups({ line }: { line: Line }) {
  return (
    <div className="time-line-groups dim" aria-hidden="true">
      {partSpans(line).map(({ name, hue, fromMs, toMs }) => (
        <span
          key={`${name} ${fromMs}`}
          className={`group-${hue}`}
          style={{ left: percent(line, fromMs), width: percent(line, line.fromMs + toMs - fromMs) }}
          title={name}
        >
          <span>{name}</span>
        </span>
      ))}
    </div>
  );
}

/** The chosen stretch in words: the one under the pointer or chosen by key, otherwise the current one. */
function ChosenStretch({ line, stretch, nowMs }: { line: Line; stretch: Stretch; nowMs: number }) {
  const zone = useZone();
  return (
    <span className="time-line-told" aria-hidden="true">
      <span className={`group-dot group-${line.partOf(stretch.step.stage).hue} part-${stretch.tone}`} />
      {stretchText(stretch, (ms) => timeText(ms, zone, nowMs))}
    </span>
  );
}
