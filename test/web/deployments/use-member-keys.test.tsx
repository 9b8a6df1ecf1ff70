// Moving the selection through the machines of a deployment.
import { expect, test } from 'vitest';
import { memberLines } from '../../../web/deployments/member-lines.ts';
import { nextMember } from '../../../web/deployments/use-member-keys.ts';
import { stopped } from './deployment-views.ts';

const lines = memberLines(stopped.view, []);

test.each([
  [null, 1, 1],
  ['subcloud-1', 1, 2],
  ['subcloud-2', 1, 4],
  ['subcloud-3', -1, 2],
  ['subcloud-3', 1, 4],
  ['subcloud-1', -1, 1],
] as const)('from %s by %s to line %s, past the heads of batches', (selected, step, expected) => {
  expect(nextMember(lines, selected, step)).toBe(expected);
});
