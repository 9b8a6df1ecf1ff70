import { describe, expect, it } from 'vitest';
import {
  alarmSchema,
  isNothing,
  readArguments,
  readControllerTime,
  stepSchema,
  strategySchema,
  subcloudSchema,
} from '../../../../server/inputs/starlingx/facts.ts';
import { createdMs, stepOf, strategyOf, subcloudOf } from './looks.ts';

describe('a time of the system controller', () => {
  it.each([
    ['2024-11-06 12:57:20.342429', '2024-11-06T12:57:20.342Z'],
    ['2020-02-02T14:42:13.822499', '2020-02-02T14:42:13.822Z'],
    ['2024-11-06 12:57:20.34 2429', '2024-11-06T12:57:20.342Z'],
    ['2024-11-06 12:57:20', '2024-11-06T12:57:20.000Z'],
    ['2024-11-06T12:57:20+00:00', '2024-11-06T12:57:20.000Z'],
    ['None', undefined],
    ['', undefined],
    ['2024-13-06 12:57:20', undefined],
    ['2024-11-06 12:57:20+02:00', undefined],
  ])('%j', (text, expected) => {
    expect(readControllerTime(text)).toBe(expected === undefined ? null : Date.parse(expected));
  });
});

it.each([null, '', ' ', 'None', '<none>', 'null', '-'])('%j is nothing', (value) => {
  expect(isNothing(value)).toBe(true);
});

it.each(['none of them', '0', 'False', '--'])('%j is something', (value) => {
  expect(isNothing(value)).toBe(false);
});

describe('a strategy', () => {
  it('has its arguments without those that may be secret', () => {
    expect(strategyOf()).toEqual({
      type: 'sw-deploy',
      applyType: 'parallel',
      atOnce: '2',
      stopOnFailure: 'false',
      state: 'applying',
      createdAtMs: createdMs,
      updatedAtMs: createdMs + 60_000,
      arguments: { release_id: 'starlingx-10.0.1' },
    });
  });

  it('needs no more than its type and its state', () => {
    expect(strategySchema.parse({ type: 'prestage', state: 'initial' })).toMatchObject({
      applyType: null,
      createdAtMs: null,
      arguments: {},
    });
    expect(strategySchema.safeParse({ type: '', state: 'initial' }).success).toBe(false);
    expect(strategySchema.safeParse({ type: 'prestage' }).success).toBe(false);
  });

  it('has no arguments that are not words', () => {
    const given = { release_id: null, force: true, snapshot: { deep: 1 }, 'to-version': 24 };
    expect(strategyOf({ 'extra-args': given }).arguments).toEqual({ force: 'true', 'to-version': '24' });
  });
});

describe('a step', () => {
  it('of a cell that was wrapped is of the subcloud that it names', () => {
    expect(stepOf('sub cloud-1', 'initial', { details: 'None' })).toMatchObject({ cloud: 'subcloud-1', stage: '1', details: null });
  });

  it.each([{ cloud: '???', state: 'initial' }, { cloud: 'subcloud-1', state: '' }, { cloud: 'subcloud-1' }, null])('%j is none', (raw) => {
    expect(stepSchema.safeParse(raw).success).toBe(false);
  });
});

it('a subcloud has what is in sync by what it is', () => {
  const endpoint_sync_status = [
    { endpoint_type: 'software', sync_status: 'in-sync' },
    { endpoint_type: 'kubernetes', sync_status: 'out-of-sync' },
  ];
  expect(subcloudOf('subcloud-1', { endpoint_sync_status }).syncs).toEqual({ software: 'in-sync', kubernetes: 'out-of-sync' });
  expect(subcloudSchema.parse({ name: 'subcloud-1' })).toMatchObject({ management: null, syncs: {} });
});

it('alarms are counted, also where the command line writes numbers as text', () => {
  const counts = { critical_alarms: '1', major_alarms: 2, minor_alarms: '-1', warnings: 0 };
  expect(alarmSchema.parse({ region_name: 'r', ...counts })).toEqual({ region: 'r', critical: 1, major: 2, minor: -1, warnings: 0 });
  expect(alarmSchema.safeParse({ region_name: 'r', ...counts, warnings: '-' }).success).toBe(false);
});

it.each([
  ["{'release_id': 'starlingx-10.0.1', 'snapshot': False}", { release_id: 'starlingx-10.0.1', snapshot: 'False' }],
  [`{"subject": "C=US", 'to-version': '24.09'}`, { subject: 'C=US', 'to-version': '24.09' }],
  ['None', {}],
])('the dictionary %s', (text, expected) => {
  expect(readArguments(text)).toEqual(expected);
});
