// The cells of a row about the newest run.
import { expect, test } from 'vitest';
import { RunCells } from '../../../web/overview/run-cells.tsx';
import { drawn, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { at, backend, snapshot } from '../views.ts';

const { backend: installing, workflow } = played(stories.installing);
const drawing = { frames: [snapshot([installing], { workflows: [workflow] })], nowSecond: 60 };

test('stage, next stage, time against its limit, start', () => {
  expect(words(<RunCells backend={installing} urgency="installing" />, drawing)).toBe('Initrd_RRQ → Config_Sent 40 s of 1 m 10 s 01:05:00');
  expect(drawn(<RunCells backend={installing} urgency="installing" />, drawing)).toContain('role="img"');
});

test('the message of an installer that is well', () => {
  const run = installing.run && { ...installing.run, message: 'formatting /dev/sda' };
  expect(words(<RunCells backend={{ ...installing, run }} urgency="installing" />, drawing)).toContain('Config_Sent formatting /dev/sda');
});

test('who muted a machine that is well', () => {
  const muted = { by: 'anna', at: at(0), until: null, note: null };
  expect(words(<RunCells backend={{ ...installing, muted }} urgency="installing" />, drawing)).toContain('muted by anna until unmuted');
});

test('every cell is there without a run, so that the columns line up', () => {
  const html = drawn(<RunCells backend={backend('n1')} urgency="others" />);
  expect(html.match(/role="gridcell"/g)).toHaveLength(5);
  expect(words(<RunCells backend={backend('n1')} urgency="others" />)).toBe('');
});
