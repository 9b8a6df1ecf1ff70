// The incidents on the wall.
import { expect, test } from 'vitest';
import { WallIncidents } from '../../../web/wall/wall-incidents.tsx';
import { words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { at, snapshot } from '../views.ts';

const late = [0, 1, 2].map((n) => played(stories.late, `n${n}`));
const frames = (acknowledged: boolean) => [
  snapshot(
    late.map(({ backend }) => {
      const by = acknowledged ? { by: 'anna', at: at(95), note: null } : null;
      return { ...backend, run: backend.run && { ...backend.run, acknowledged: by } };
    }),
    { workflows: late.slice(0, 1).map(({ workflow }) => workflow) },
  ),
];

test('what happened since when, what it means and what to check', () => {
  expect(words(<WallIncidents />, { frames: frames(false), nowSecond: 200 })).toMatch(
    /^◷ 3 backends stopped after ramdisk request: HTTP server\? since 01:06:30 No request for config has reached this server since\. \S/,
  );
});

test('acknowledged ones are not shown', () => {
  expect(words(<WallIncidents />, { frames: frames(true), nowSecond: 200 })).toBe('');
});
