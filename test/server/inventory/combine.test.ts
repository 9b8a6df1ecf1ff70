import { describe, expect, it } from 'vitest';
import { combine } from '../../../server/inventory/combine.ts';
import type { KnownMachine } from '../../../server/inventory/provider.ts';

const [macA, macB, macC] = ['52:54:00:aa:00:01', '52:54:00:aa:00:02', '52:54:00:aa:00:03'];
const machine = (host: string | undefined, ...interfaces: KnownMachine['interfaces']): KnownMachine => ({
  host,
  interfaces,
  at: 'somewhere:1',
});
type Lists = Omit<KnownMachine, 'at'>[][];

/** Each list is one provider's, in their order: the first is called p0. */
function combined(...lists: Lists) {
  return combine(lists.map((machines, i) => ({ machines: machines.map((one, line) => ({ ...one, at: `p${i}:${line + 1}` })) })));
}

describe('agreeing, they complete each other', () => {
  it.each<[string, Lists, object[]]>([
    [
      'by the MAC: name here, address there',
      [[machine(undefined, { mac: macA, ip: '10.0.0.1' })], [machine('a', { mac: macA })]],
      [{ host: 'a', interfaces: [{ mac: macA, ip: '10.0.0.1' }], files: {} }],
    ],
    [
      'by the name: another interface',
      [[machine('a', { mac: macA, ip: '10.0.0.1' })], [machine('A', { mac: macB, ip: '10.0.0.2' })]],
      [
        {
          host: 'a',
          interfaces: [
            { mac: macA, ip: '10.0.0.1' },
            { mac: macB, ip: '10.0.0.2' },
          ],
          files: {},
        },
      ],
    ],
    [
      'with and without a domain',
      [[machine('a', { mac: macA })], [machine('a.example.org', { ip: '10.0.0.1' })]],
      [{ host: 'a', interfaces: [{ mac: macA }, { ip: '10.0.0.1' }], files: {} }],
    ],
    [
      'an address without a MAC gets it',
      [[machine('a', { ip: '10.0.0.1' })], [machine('a', { mac: macA, ip: '10.0.0.1' })]],
      [{ host: 'a', interfaces: [{ mac: macA, ip: '10.0.0.1' }], files: {} }],
    ],
    [
      'IPv6 beside IPv4',
      [[machine('a', { mac: macA, ip: '10.0.0.1' })], [machine('a', { mac: macA, ip: 'fd00::1' })]],
      [
        {
          host: 'a',
          interfaces: [
            { mac: macA, ip: '10.0.0.1' },
            { mac: macA, ip: 'fd00::1' },
          ],
          files: {},
        },
      ],
    ],
    [
      'the boot files of several, the first word counts',
      [
        [{ ...machine('a', { mac: macA }), files: { installKernel: 'k0' }, workflow: 'sles-15' }],
        [{ ...machine('a', { mac: macA }), files: { installKernel: 'k1', osKernel: 'o1' }, workflow: 'xcat' }],
      ],
      [{ host: 'a', interfaces: [{ mac: macA }], workflow: 'sles-15', files: { installKernel: 'k0', osKernel: 'o1' } }],
    ],
    [
      'who has no name is called by its MAC',
      [[machine(undefined, { mac: macA })]],
      [{ host: macA, nameless: true, interfaces: [{ mac: macA }], files: {} }],
    ],
    [
      'one provider may say several things of a machine',
      [
        [
          machine('a', { mac: macA, ip: '10.0.0.1' }),
          machine('a', { mac: macA, ip: '10.2.0.1' }),
          machine('a', { mac: macB, ip: '10.0.0.1' }),
        ],
      ],
      [
        {
          host: 'a',
          interfaces: [
            { mac: macA, ip: '10.0.0.1' },
            { mac: macA, ip: '10.2.0.1' },
            { mac: macB, ip: '10.0.0.1' },
          ],
          files: {},
        },
      ],
    ],
  ])('%s', (_, lists, backends) => {
    expect(combined(...lists)).toEqual({ backends, warnings: [] });
  });
});

describe('contradicting each other, the earlier counts, and that is told', () => {
  it.each<[string, Lists, object[], string[]]>([
    [
      'another name',
      [[machine('a', { mac: macA })], [machine('b', { mac: macA })]],
      [{ host: 'a', interfaces: [{ mac: macA }] }],
      ['p1:1: b is called a in p0:1, which takes precedence'],
    ],
    [
      'another address',
      [[machine('a', { mac: macA, ip: '10.0.0.1' })], [machine('a', { mac: macA, ip: '10.0.0.9' })]],
      [{ host: 'a', interfaces: [{ mac: macA, ip: '10.0.0.1' }] }],
      [`p1:1: a has ${macA} with 10.0.0.9, but ${macA} with 10.0.0.1 in p0:1, which takes precedence`],
    ],
    [
      'another MAC',
      [[machine('a', { mac: macA, ip: '10.0.0.1' })], [machine('a', { mac: macB, ip: '10.0.0.1' })]],
      [{ host: 'a', interfaces: [{ mac: macA, ip: '10.0.0.1' }] }],
      [`p1:1: a has ${macB} with 10.0.0.1, but ${macA} with 10.0.0.1 in p0:1, which takes precedence`],
    ],
    [
      'an address of another machine: only its MAC is taken',
      [[machine('a', { mac: macA, ip: '10.0.0.1' })], [machine('b', { mac: macB, ip: '10.0.0.1' })]],
      [{ host: 'a' }, { host: 'b', interfaces: [{ mac: macB }] }],
      ['p1:1: the address 10.0.0.1 belongs to a in p0:1, which takes precedence'],
    ],
    [
      'two machines made one',
      [[machine('a', { mac: macA }), machine('b', { mac: macB })], [machine('a', { mac: macA }, { mac: macB }, { mac: macC })]],
      [
        { host: 'a', interfaces: [{ mac: macA }, { mac: macC }] },
        { host: 'b', interfaces: [{ mac: macB }] },
      ],
      [`p1:1: the MAC address ${macB} belongs to b in p0:2, which takes precedence`],
    ],
    [
      'a name that is another’s',
      [[machine(undefined, { mac: macA }), machine('b', { mac: macB })], [machine('b', { mac: macA })]],
      [{ host: macA }, { host: 'b', interfaces: [{ mac: macB }] }],
      ['p1:1: b is another machine in p0:2, which takes precedence'],
    ],
  ])('%s', (_, lists, backends, warnings) => {
    const outcome = combined(...lists);
    expect(outcome.backends).toMatchObject(backends);
    expect(outcome.backends).toHaveLength(backends.length);
    expect(outcome.warnings).toEqual(warnings);
  });
});

it('who only such providers know as give addresses becomes a backend when seen', () => {
  const { backends } = combine([
    { machines: [machine('a', { mac: macA })] },
    { machines: [machine('a', { mac: macA }), machine('b', { mac: macB })], whenSeen: true },
  ]);
  expect(backends.map(({ host, whenSeen }) => [host, whenSeen ?? false])).toEqual([
    ['a', false],
    ['b', true],
  ]);
});
