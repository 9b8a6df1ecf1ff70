import { describe, expect, it } from 'vitest';
import { matchesWildcard } from '../../../state-machines/workflow/wildcard.ts';

describe('matchesWildcard', () => {
  it.each([
    ['config', 'config', true],
    ['config', 'CONFIG', true],
    ['config', 'config2', false],
    ['config', 'xconfig', false],
    ['config', '', false],
    ['*', '', true],
    ['*', 'anything', true],
    ['**', 'anything', true],
    ['*sles-12*', 'vmlinuz-sles-12-sp3-x86_64', true],
    ['*sles-12*', 'sles-12', true],
    ['*sles-12*', 'vmlinuz-sles-11', false],
    ['vmlinuz*', 'vmlinuz', true],
    ['vmlinuz*', 'xvmlinuz', false],
    ['*.rpm', 'cracklib-dict-full.rpm', true],
    ['*.rpm', 'cracklib-dict-full.rpm.sig', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'a--b--c', true],
    ['a*b*c', 'a--c--b', false],
    ['a*bc*c', 'abc', false],
    ['*a*a*', 'a', false],
    ['*a*a*', 'aa', true],
    ['a.c', 'abc', false],
    ['a?c', 'abc', false],
    ['[ab]', 'a', false],
    ['*"action":"install"*', 'params={"action":"install"}', true],
    ['*"action":"install"*', 'params={"action":"os"}', false],
  ])('%j for %j: %s', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  it('looks at a long text once for each piece, whatever the pattern', () => {
    expect(matchesWildcard(`${'*a'.repeat(90)}*b`, 'a'.repeat(1_000_000))).toBe(false);
  });
});
