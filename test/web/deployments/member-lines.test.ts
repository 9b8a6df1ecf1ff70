// The lines of a deployment's machines.
import { expect, test } from 'vitest';
import type { MemberStatus } from '../../../state-machines/deployment/deployment.ts';
import { memberLines } from '../../../web/deployments/member-lines.ts';
import { deploymentOf, member, stopped } from './deployment-views.ts';

const lines = (view = stopped.view, wanted: readonly MemberStatus[] = []) =>
  memberLines(view, wanted).map((line) => (line.kind === 'batch' ? `[${line.title}: ${line.words}]` : line.member.backend));

test('each batch under its head', () => {
  expect(lines()).toEqual(['[Batch 1: 1 failed, 1 done]', 'subcloud-1', 'subcloud-2', '[Batch 2: 1 never begun]', 'subcloud-3']);
});

test('a batch without matching machines has no head; the others keep their counts', () => {
  expect(lines(stopped.view, ['failed'])).toEqual(['[Batch 1: 1 failed, 1 done]', 'subcloud-2']);
});

test.each([
  [
    [null, null],
    ['a', 'b'],
  ],
  [
    ['left', null],
    ['[left: 1 not started]', 'a', '[No batch: 1 not started]', 'b'],
  ],
])('batches %j', (batches, expected) => {
  const members = batches.map((batch, i) => member('ab'[i] ?? '', { batch }));
  expect(lines(deploymentOf({ status: 'running', members }).view)).toEqual(expected);
});
