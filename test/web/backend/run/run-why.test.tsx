// What happened, what it means, what to check.
import { expect, test } from 'vitest';
import { RunWhy } from '../../../../web/backend/run/run-why.tsx';
import { drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { at, backend, line, reached, run, snapshot } from '../../views.ts';

const { workflow } = played(stories.late);
const drawing = { frames: [snapshot([], { workflows: [workflow] })], nowSecond: 200 };

test('late: since when, what it means, and what to check', () => {
  const { backend: of, run: late } = played(stories.late);
  const text = words(<RunWhy backend={of} run={late} />, drawing);
  expect(text).toContain('What happened No request for config for 3 m 00 s after ramdisk request; limit 1 m 10 s');
  expect(text).toMatch(/What it means The machine has its kernel and ramdisk, but .* What to check What does its console show/);
});

test('failed: the log line, with its time', () => {
  const stages = [
    reached('Profile_XML_Sent', 31, { status: 'failed', evidence: [line('GET /profile 500', 7)], message: 'GET /profile 500' }),
  ];
  const failed = run({ status: 'failed', stage: 'Profile_XML_Sent', stages, message: 'GET /profile 500' });
  expect(words(<RunWhy backend={backend('n1')} run={failed} />, drawing)).toMatch(
    /^What happened Profile request failed at 01:05:31 , 2 m 49 s ago messages:7 GET \/profile 500 copy/,
  );
});

test('abandoned without a word', () => {
  const text = words(<RunWhy backend={backend('n1')} run={run({ status: 'abandoned', endedAt: at(90) })} />, drawing);
  expect(text).toMatch(/^What happened Abandoned: nothing more was seen of it, or it was closed$/);
});

test('well: nothing, or the message of the installer', () => {
  expect(drawn(<RunWhy backend={backend('n1')} run={run()} />, drawing)).toBe('');
  expect(words(<RunWhy backend={backend('n1')} run={run({ message: 'formatting' })} />, drawing)).toBe('Message formatting');
});
