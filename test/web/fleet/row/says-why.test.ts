import { expect, it } from 'vitest';
import type { RunSummary } from '../../../../state-machines/view/summary.ts';
import { saysWhy } from '../../../../web/fleet/row/says-why.ts';
import { at, summary } from '../../views.ts';

const second = { step: 'Boot', implementation: null, number: 2 };

it.each<[string, Partial<RunSummary> | null, 'needs you' | 'installing' | 'others', boolean]>([
  ['needs somebody', { status: 'failed' }, 'needs you', true],
  ['has seen no install', null, 'others', false],
  ['is well', {}, 'installing', false],
  ['is tried again', { attempt: second }, 'installing', true],
  ['was tried again, and is installed', { status: 'installed', endedAt: at(9), attempt: second }, 'others', false],
  ['broke a rule, and is installed', { status: 'installed', finding: { rule: 'order', text: 'b', remedy: null } }, 'others', true],
  ['is held', { status: 'waiting' }, 'installing', false],
  ['is held at a breakpoint', { status: 'waiting', endedAt: at(9) }, 'installing', true],
])('one that %s has a second line: %s', (_, told, urgency, says) => {
  expect(saysWhy({ run: told && summary(told) }, urgency)).toBe(says);
});
