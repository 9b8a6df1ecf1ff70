// The strip of the time line: a slider over the stretches.
import { expect, test } from 'vitest';
import { keyTarget, Strip } from '../../../../web/backend/time-line/strip.tsx';
import { stepsOf } from '../../../../web/run/steps.ts';
import { timeLineOf } from '../../../../web/run/time-line.ts';
import { drawn } from '../../drawn.tsx';
import { at, reached, run, stage, zeroMs } from '../../views.ts';

test.each([
  ['ArrowRight', 1, 2],
  ['ArrowUp', 1, 2],
  ['ArrowLeft', 1, 0],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 3, 3],
  ['Home', 2, 0],
  ['End', 0, 3],
  ['Enter', 1, null],
])('%s at %s of four: %s', (key, index, expected) => {
  expect(keyTarget(key, index, 4)).toBe(expected);
});

test('a screen reader hears which stretch is chosen', () => {
  const of = run({ stages: [reached('A', 0, { limitSeconds: 40 }), reached('B', 12), stage('C')], nextStage: 'C', deadline: at(52) });
  const line = timeLineOf(of, stepsOf(of), zeroMs + 30_000);
  const html = line && drawn(<Strip line={line} index={1} nowMs={zeroMs} onChoose={() => {}} />);
  expect(html).toMatch(
    /role="slider".* aria-valuemin="1" aria-valuemax="3" aria-valuenow="2" aria-valuetext="B at 01:05:12 after 12 s; limit 40 s"/,
  );
  expect(html?.match(/part-chosen/g)).toHaveLength(1);
});
