import { describe, expect, it } from 'vitest';
import { matcher } from '../../../web/overview/match.ts';
import { backend } from '../views.ts';

const known = backend('backend-0-7', { ip: '10.1.1.108', mac: '52:54:00:aa:00:1f', status: 'late' });
const nameless = backend('52:54:00:aa:01:11', { host: null, mac: '52:54:00:aa:01:11', status: 'installing' });

describe('a search for', () => {
  it.each([
    ['', true],
    ['   ', true],
    ['0-7', true],
    [' BACKEND-0 ', true],
    ['backend-1', false],
    ['1.108', true],
    ['10.1.1.107', false],
    ['54:00:AA', true],
    ['5254.00aa.001f', true],
    ['52-54-00-aa', true],
    ['525400AA001F', true],
    ['aa001e', false],
    ['*', false],
    ['(', false],
    ['--', false],
    ['....', false],
  ])('%j finds the backend: %s', (search, found) => {
    expect(matcher({ statuses: [], search })(known)).toBe(found);
  });

  it.each([
    ['aa:01', true],
    ['null', false],
    // A part of 52:54:00:aa:01:11 only when its dots are left out.
    ['0.1.1.1', false],
    ['1.11', false],
    ['00aa.0111', true],
  ])('%j finds one that has no name and no address: %s', (search, found) => {
    expect(matcher({ statuses: [], search })(nameless)).toBe(found);
  });
});

describe('a filter of', () => {
  it.each([
    [[], '', true],
    [['late'], '', true],
    [['failed', 'late'], '', true],
    [['failed'], '', false],
    [['late'], '0-7', true],
    [['late'], '0-8', false],
    [['failed'], '0-7', false],
  ] as const)('%j and %j leaves a late backend-0-7: %s', (statuses, search, left) => {
    expect(matcher({ statuses, search })(known)).toBe(left);
  });
});
