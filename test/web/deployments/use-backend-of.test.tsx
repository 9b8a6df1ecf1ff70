// Finding the backend for a deployer's name.
import { expect, test } from 'vitest';
import { useBackendOf } from '../../../web/deployments/use-backend-of.ts';
import { words } from '../drawn.tsx';
import { backend, snapshot } from '../views.ts';

const frames = [snapshot([backend('52:54', { host: 'Node-1' }), backend('node-2', { host: null })])];

function Found({ name }: { name: string }) {
  return useBackendOf()(name)?.id ?? 'none';
}

test.each([
  ['node-1', '52:54'],
  ['NODE-1', '52:54'],
  ['node-2', 'node-2'],
  ['node-3', 'none'],
])('%s: %s', (name, id) => {
  expect(words(<Found name={name} />, { frames })).toBe(id);
});
