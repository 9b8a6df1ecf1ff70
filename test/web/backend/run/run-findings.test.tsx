// Broken rules and known errors.
import { expect, test } from 'vitest';
import { RunFindings } from '../../../../web/backend/run/run-findings.tsx';
import { drawn, words } from '../../drawn.tsx';
import { at, stage } from '../../views.ts';

const finding = { rule: 'bundle-order', text: 'base left out', remedy: null, at: at(5), stage: null };

test('none: nothing', () => {
  expect(drawn(<RunFindings run={{ findings: [], stages: [] }} />)).toBe('');
});

test.each([
  [finding, 'bundle-order at 01:05:05 base left out'],
  [{ ...finding, remedy: 'Deploy it.' }, 'bundle-order at 01:05:05 base left out What to do: Deploy it.'],
  [{ ...finding, stage: 'kernel' }, 'bundle-order at 01:05:05 , the kernel base left out'],
  [{ ...finding, stage: 'unknown' }, 'bundle-order at 01:05:05 , unknown base left out'],
])('%j', (of, text) => {
  const run = { findings: [of], stages: [stage('kernel', { title: 'the kernel' })] };
  expect(words(<RunFindings run={run} />)).toBe(`Broken rules and known errors (1) ${text}`);
});
