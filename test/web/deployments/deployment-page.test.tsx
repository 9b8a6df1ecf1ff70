// The page of a deployment, before the server has answered.
import { expect, test } from 'vitest';
import { DeploymentPage } from '../../../web/deployments/deployment-page.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { snapshot } from '../views.ts';
import { stopped } from './deployment-views.ts';

test('what the feed knows is shown at once', () => {
  const text = words(<DeploymentPage id="starlingx:1" />, { frames: [snapshot([], { deployments: [stopped.summary] })] });
  expect(text).toMatch(/patch 9 ✖ failed .* Loading the machines$/);
});

test('unknown: why, and the way back', () => {
  const drawing = { frames: [snapshot([])] };
  expect(words(<DeploymentPage id="x" />, drawing)).toBe(
    'Unknown deployment x It may be too old: only the newest 500 deployments are stored. All deployments',
  );
  expect(buttons(drawn(<DeploymentPage id="x" />, drawing))).toEqual(['All deployments']);
});
