import { beforeEach, describe, expect, it } from 'vitest';
import { identityOf, Registry, type Backend } from '../../../server/core/registry.ts';
import { declared, ip, mac, startMs } from './changes.ts';

const otherMac = '52:54:00:cc:00:01';
let registry: Registry;
beforeEach(() => {
  registry = new Registry();
});

describe('a declared backend', () => {
  let backend: Backend;
  beforeEach(() => {
    backend = registry.declare({
      ...declared,
      interfaces: [{ mac, ip }, { mac: '52:54:00:aa:01:10', ip: '10.2.1.101' }, { mac: '52:54:00:aa:02:10' }],
    });
  });

  it.each([
    [{ mac }],
    [{ ip }],
    [{ mac: '52:54:00:aa:01:10' }],
    [{ ip: '10.2.1.101' }],
    [{ mac: '52:54:00:aa:02:10' }],
    [{ host: 'backend-0-0' }],
    [{ host: 'Backend-0-0' }],
    [{ host: 'backend-0-0.cluster.example' }],
    [{ ip: '10.9.9.9', host: 'backend-0-0' }],
  ])('is found by %o', (who) => {
    expect(registry.find(who)).toBe(backend);
  });

  it.each([[{ mac: otherMac }], [{ mac: otherMac, ip }], [{ ip: '10.9.9.9' }], [{ host: 'backend-0-1' }], [{}]])(
    'is not found by %o',
    (who) => {
      expect(registry.find(who)).toBeUndefined();
    },
  );

  it('shows its first interface', () => {
    expect(backend).toMatchObject({ id: 'backend-0-0', host: 'backend-0-0', mac, ip, declared: true });
  });

  it.each(['backend-0-0', 'BACKEND-0-0', mac, mac.toUpperCase(), ip, 'backend-0-0.cluster.example'])('is what %s names', (name) => {
    expect(registry.get(name)).toBe(backend);
  });

  it('declared again keeps its runs and gets the new facts', () => {
    const again = registry.declare({ ...declared, workflow: 'stacki-redhat-7' });
    expect(again).toBe(backend);
    expect([...registry.all()]).toHaveLength(1);
    expect(backend.workflow).toBe('stacki-redhat-7');
  });
});

describe('a lease', () => {
  it('gives the address to its new owner', () => {
    const first = registry.discover({ mac });
    registry.lease({ ip, host: null, atMs: startMs }, first);
    const second = registry.discover({ mac: otherMac });
    registry.lease({ ip, host: null, atMs: startMs }, second);
    expect(registry.find({ ip })).toBe(second);
    expect(first.ip).toBeNull();
    expect(second.ip).toBe(ip);
  });

  it('to a machine that is none of ours takes the address from its owner', () => {
    const backend = registry.declare(declared);
    registry.lease({ ip, host: null, atMs: startMs }, undefined);
    expect(registry.find({ ip })).toBeUndefined();
    registry.lease({ ip, host: null, atMs: startMs }, backend);
    expect(registry.find({ ip })).toBe(backend);
  });

  it('of another address leaves a declared backend its own until that is given away', () => {
    const backend = registry.declare(declared);
    registry.lease({ ip: '10.1.1.200', host: null, atMs: startMs }, backend);
    expect(registry.find({ ip: '10.1.1.200' })).toBe(backend);
    expect(registry.find({ ip })).toBe(backend);
    expect(backend.ip).toBe('10.1.1.200');
  });

  it('leaves what was done before it to the owner before', () => {
    const [first, second] = [registry.discover({ mac }), registry.discover({ mac: otherMac })];
    registry.lease({ ip, host: null, atMs: startMs }, first);
    registry.lease({ ip, host: null, atMs: startMs + 60_000 }, second);
    expect([-10, 30, 59, 60, 90].map((s) => registry.find({ ip }, startMs + s * 1000))).toEqual([second, first, first, second, second]);
  });

  it('that is told late takes the address from nobody', () => {
    const [first, second] = [registry.discover({ mac }), registry.discover({ mac: otherMac })];
    registry.lease({ ip, host: null, atMs: startMs }, second);
    registry.lease({ ip, host: 'late', atMs: startMs - 60_000 }, first);
    expect([registry.find({ ip }), registry.find({ ip }, startMs - 30_000)]).toEqual([second, first]);
  });

  it('is not undone by an inventory that is read again, nor by a restart', () => {
    registry.redeclare([declared, named('backend-0-1', { mac: otherMac, ip: '10.1.1.102' })]);
    const other = registry.get(otherMac);
    registry.lease({ ip, host: null, atMs: startMs }, other);
    registry.redeclare([declared, named('backend-0-1', { mac: otherMac, ip: '10.1.1.102' })]);
    expect(registry.find({ ip })).toBe(other);
    const restarted = new Registry();
    for (const backend of registry.all()) restarted.restore(identityOf(backend));
    restarted.redeclare([declared, named('backend-0-1', { mac: otherMac, ip: '10.1.1.102' })]);
    expect(restarted.find({ ip })?.host).toBe('backend-0-1');
  });

  it('to another interface of a machine does not change by which address it is shown', () => {
    const backend = registry.declare({ ...declared, interfaces: [{ mac, ip }, { mac: otherMac }] });
    registry.lease({ ip: '10.1.1.151', host: null, mac: otherMac, atMs: startMs }, backend);
    expect([backend.ip, registry.find({ ip: '10.1.1.151' })]).toEqual([ip, backend]);
    registry.lease({ ip: '10.1.1.200', host: null, mac, atMs: startMs }, backend);
    expect(backend.ip).toBe('10.1.1.200');
  });

  it('names a discovered machine, and renames it', () => {
    const backend = registry.discover({ mac });
    registry.lease({ ip, host: 'visitor', atMs: startMs }, backend);
    expect(registry.find({ host: 'VISITOR' })).toBe(backend);
    registry.lease({ ip, host: 'renamed', atMs: startMs }, backend);
    expect(registry.find({ host: 'renamed' })).toBe(backend);
    expect(registry.find({ host: 'visitor' })).toBeUndefined();
  });

  it('with the name of a declared backend never takes that name over', () => {
    const backend = registry.declare(declared);
    const impostor = registry.discover({ mac: otherMac });
    registry.lease({ ip: '10.1.1.200', host: 'Backend-0-0', atMs: startMs }, impostor);
    expect(registry.find({ host: 'backend-0-0' })).toBe(backend);
    expect(impostor.host).toBeNull();
  });

  it('never renames a declared backend', () => {
    const backend = registry.declare(declared);
    registry.lease({ ip, host: 'install-environment', atMs: startMs }, backend);
    expect(backend.host).toBe('backend-0-0');
    expect(registry.find({ host: 'install-environment' })).toBeUndefined();
  });
});

describe('a discovered machine', () => {
  it.each([
    [
      { mac, ip },
      { id: mac, mac, ip: null, host: null },
    ],
    [{ ip }, { id: ip, mac: null, ip, host: null }],
    [{ host: 'Login1' }, { id: 'Login1', mac: null, ip: null, host: 'Login1' }],
  ])('of %o', (who, expected) => {
    const backend = registry.discover(who);
    expect(backend).toMatchObject({ ...expected, declared: false });
    expect(registry.find(who)).toBe(backend);
  });

  it('known by address only is the owner without MAC; one with a MAC is not', () => {
    const nameless = registry.discover({ ip });
    expect(registry.ownerWithoutMac(ip)).toBe(nameless);
    const full = registry.discover({ mac });
    registry.lease({ ip, host: null, atMs: startMs }, full);
    expect(registry.ownerWithoutMac(ip)).toBeUndefined();
  });
});

it('two that turn out to be one: the older stays, under every name of both', () => {
  const older = registry.discover({ ip });
  const newer = registry.discover({ mac });
  registry.lease({ ip: '10.1.1.200', host: 'visitor', atMs: startMs }, newer);
  registry.merge(older, newer);
  expect([...registry.all()]).toEqual([older]);
  for (const who of [{ ip }, { mac }, { ip: '10.1.1.200' }, { host: 'visitor' }]) expect(registry.find(who)).toBe(older);
  expect(older).toMatchObject({ id: ip, mac, host: 'visitor' });
});

const named = (host: string, ...interfaces: { mac?: string; ip?: string }[]) => ({ host, interfaces, files: {} });

describe('an inventory that changes', () => {
  it('names a machine that was discovered before: it keeps its id and its runs', () => {
    const backend = registry.discover({ mac });
    registry.redeclare([named('backend-0-5', { mac, ip })]);
    expect([...registry.all()]).toEqual([backend]);
    expect(backend).toMatchObject({ id: mac, host: 'backend-0-5', ip, declared: true });
    expect(registry.get('backend-0-5')).toBe(backend);
    registry.redeclare([named('backend-0-5', { mac, ip })]);
    expect([...registry.all()]).toEqual([backend]);
  });

  it('drops a machine: it stays, as one that nobody declared', () => {
    registry.discover({ mac });
    registry.redeclare([named('backend-0-5', { mac, ip }), named('backend-0-6', { mac: otherMac })]);
    registry.redeclare([]);
    expect([...registry.all()].map(({ host, declared: isDeclared }) => [host, isDeclared])).toEqual([
      ['backend-0-5', false],
      ['backend-0-6', false],
    ]);
    expect(registry.find({ mac: otherMac })?.host).toBe('backend-0-6');
  });

  it('may not know how a machine is called: then DHCP or DNS say it', () => {
    registry.redeclare([{ ...named(mac, { mac, ip }), nameless: true }]);
    const backend = registry.get(mac);
    expect(backend).toMatchObject({ id: mac, host: null, ip, declared: true });
    expect(registry.nameByAddress(mac, { ip, host: 'told' })).toBe(true);
    registry.lease({ ip, host: 'visitor', atMs: startMs }, backend);
    registry.redeclare([{ ...named(mac, { mac, ip }), nameless: true }]);
    expect([...registry.all()]).toEqual([backend]);
    expect(registry.find({ host: 'visitor' })).toBe(backend);
  });

  it.each([[{ mac }], [{ ip }], [{ host: 'printer' }]])('expects a machine that becomes a backend when it is seen by %o', (who) => {
    registry.redeclare([{ ...named('printer', { mac, ip }), whenSeen: true }]);
    expect([...registry.all()]).toEqual([]);
    expect([registry.find(who), registry.expects(who), registry.expects({ mac: otherMac, ip })]).toEqual([undefined, true, false]);
    const backend = registry.discover(who);
    expect(backend).toMatchObject({ id: 'printer', mac, ip, declared: true });
    expect(registry.find({ mac })).toBe(backend);
  });
});

describe('a name from DNS', () => {
  it('is taken by a machine without one, for the address that it has', () => {
    const backend = registry.discover({ mac });
    registry.lease({ ip, host: null, atMs: startMs }, backend);
    expect(registry.nameByAddress(mac, { ip: '10.9.9.9', host: 'late' })).toBe(false);
    expect(registry.nameByAddress(mac, { ip, host: 'told' })).toBe(true);
    expect(registry.nameByAddress(mac, { ip, host: 'again' })).toBe(false);
    expect(registry.find({ host: 'told' })).toBe(backend);
  });

  it('never takes over one that is known', () => {
    registry.declare(declared);
    const backend = registry.discover({ mac: otherMac });
    registry.lease({ ip: '10.1.1.200', host: null, atMs: startMs }, backend);
    expect(registry.nameByAddress(otherMac, { ip: '10.1.1.200', host: 'backend-0-0' })).toBe(false);
    expect(backend.host).toBeNull();
  });
});

describe('a machine that has both kinds of address', () => {
  it.each([
    [['10.1.1.101', 'fd00:1::66'], '10.1.1.101'],
    [['fd00:1::66', '10.1.1.101'], '10.1.1.101'],
    [['fd00:1::66', 'fd00:1::67'], 'fd00:1::67'],
    [['10.1.1.101', 'fd00:1::66', '10.1.1.102'], '10.1.1.102'],
  ])('is given %s, shown by %s, and found by the last of each', (addresses, shown) => {
    const backend = registry.discover({ mac });
    for (const address of addresses) registry.lease({ ip: address, host: null, atMs: startMs }, backend);
    expect(backend.ip).toBe(shown);
    expect(registry.find({ ip: addresses.at(-1) ?? '' })).toBe(backend);
  });
});
