import { describe, expect, it } from 'vitest';
import { matcher, readSearch } from '../../../../web/fleet/filters/match.ts';
import { backend } from '../../views.ts';

const known = backend('backend-0-7', { ip: '10.1.1.108', mac: '52:54:00:aa:00:1f', status: 'late' });
const nameless = backend('52:54:00:aa:01:11', { host: null, mac: '52:54:00:aa:01:11', status: 'installing' });

const all = { statuses: [], workflow: '', deployer: '', search: '' };

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
    expect(matcher({ ...all, search })(known)).toBe(found);
  });

  it.each([
    ['aa:01', true],
    ['null', false],
    // A part of 52:54:00:aa:01:11 only when its dots are left out.
    ['0.1.1.1', false],
    ['1.11', false],
    ['00aa.0111', true],
  ])('%j finds one that has no name and no address: %s', (search, found) => {
    expect(matcher({ ...all, search })(nameless)).toBe(found);
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
    expect(matcher({ ...all, statuses, search })(known)).toBe(left);
  });
});

describe('a node set of', () => {
  it.each([
    ['backend-0-[0-15],login1', true],
    ['backend-0-[8-15]', false],
    ['backend-0-7,backend-0-8', true],
    ['backend-0-7 backend-0-8', true],
    ['Backend-0-[7]', true],
    ['backend-0,login1', false],
    ['10.1.1.[100-110]', true],
    ['52:54:00:AA:00:1F,x', true],
    ['backend-0-[7', false],
  ])('%j finds backend-0-7: %s', (search, found) => {
    expect(matcher({ ...all, search })(known)).toBe(found);
  });

  it.each([
    ['backend-0-[7', /bracket/],
    ['n[5-1]', /not an ascending range/],
    ['n[a]', /not a number or a range/],
  ])('%j: says what is wrong', (search, why) => {
    expect(readSearch(search)).toEqual({ kind: 'mistake', why: expect.stringMatching(why) });
  });
});

it.each([
  ['', true],
  ['stacki-sles-12', true],
  ['stacki-sles', false],
])('the workflow %j leaves one of stacki-sles-12: %s', (workflow, left) => {
  expect(matcher({ ...all, workflow })(known)).toBe(left);
});

it.each([
  ['', true],
  ['Network install', true],
  ['Kadeploy 3', false],
])('the kind %j leaves one of stacki-sles-12: %s', (deployer, left) => {
  expect(matcher({ ...all, deployer }, new Map([['stacki-sles-12', { deployer: 'Network install' }]]))(known)).toBe(left);
});
