// Maps MACs, addresses and host names to backends. The inventory takes precedence; without one, machines are discovered from DHCP. An address
// belongs to the machine that dhcpd last leased it to.
import { Track } from '../../state-machines/track/track.ts';
import type { BootFiles } from '../../state-machines/workflow/recognise.ts';
import type { Who } from '../../state-machines/vocabulary.ts';
import { Leases } from './leases.ts';
import { namesAsKeys, Names, noNames, without, withName, type OwnNames } from './names.ts';
import type { LimitChange } from './variants.ts';

/** A backend as an inventory declares it. MACs in lower case with colons. */
export interface DeclaredBackend {
  host: string;
  interfaces: readonly { mac?: string | undefined; ip?: string | undefined }[];
  workflow?: string | undefined;
  files: BootFiles;
  /** By stage: seconds, or both kinds of limit. */
  limits?: Readonly<Record<string, number | LimitChange>> | undefined;
  /** No inventory names it: `host` is its MAC or address, and DHCP or DNS may name it. */
  nameless?: boolean | undefined;
  /** The inventory only names it, and does not announce an install: it becomes a backend when an install is first seen. */
  whenSeen?: boolean | undefined;
}

export interface Backend {
  readonly id: string;
  host: string | null;
  ip: string | null;
  mac: string | null;
  /** The workflow in the inventory; undefined: derived from observations. */
  workflow: string | undefined;
  files: BootFiles;
  declared: boolean;
  /** Whether its name is from the inventory; then no other source may name it. */
  named: boolean;
  lastHeardMs: number | null;
  /** When its entry in the dispatcher's list of limits is due. */
  scheduledMs: number | null;
  readonly track: Track;
  /** Addresses that dhcpd leased to it and to no other machine since. */
  leased: readonly string[];
  readonly names: OwnNames;
}

/** The identity of a backend, as plain data for a store. */
export interface SavedIdentity extends Pick<Backend, 'id' | 'host' | 'ip' | 'mac' | 'declared' | 'lastHeardMs'> {
  /** `mac:…`, `ip:…`, `host:…`, lower case. */
  keys: readonly string[];
  /** Missing in data saved by earlier versions. */
  leased?: readonly string[];
}

export interface GivenLease {
  ip: string;
  host: string | null;
  /** MAC of the interface that got the lease, if known. */
  mac?: string | null | undefined;
  atMs: number;
}

export class Registry {
  private readonly backends = new Map<string, Backend>();
  private readonly names = new Names<Backend>();
  private readonly leases = new Leases<Backend>();
  /** Machines that are declared once they are seen, by each of their names. */
  private expected = new Map<string, DeclaredBackend>();

  all(): IterableIterator<Backend> {
    return this.backends.values();
  }

  /** By id, MAC, address or host name, whichever fits. */
  get(name: string): Backend | undefined {
    const key = name.toLowerCase();
    return this.backends.get(name) ?? this.names.owner('mac', key) ?? this.names.owner('ip', key) ?? this.byHost(key);
  }

  /** The backend of an observation. A MAC takes precedence: an address in the same line may belong to another machine. `atMs`: the address is resolved as of this time. */
  find({ mac, ip, host }: Who, atMs = Infinity): Backend | undefined {
    if (mac !== undefined) return this.names.owner('mac', mac);
    const byIp = ip === undefined ? undefined : this.ownerAt(ip, atMs);
    return byIp ?? (host === undefined ? undefined : this.byHost(host.toLowerCase()));
  }

  /** Adds a backend of the inventory. If it exists already, it keeps its runs. */
  declare(declared: DeclaredBackend): Backend {
    const known = this.knownAs(declared);
    const first = declared.interfaces[0];
    const backend = known ?? this.add(declared.host, true);
    const named = !declared.nameless;
    Object.assign(backend, { workflow: declared.workflow, files: declared.files, declared: true, named });
    backend.mac ??= first?.mac ?? null;
    backend.ip ??= first?.ip ?? null;
    backend.track.declare(true);
    if (named) {
      backend.host = declared.host;
      this.names.claim(backend, 'host', declared.host);
    }
    for (const { mac, ip } of declared.interfaces) {
      this.names.claim(backend, 'mac', mac);
      // A lease is newer information: rereading an inventory does not take an address from the machine that has leased it.
      if (ip !== undefined && (this.leases.last(ip)?.owner ?? backend) === backend) this.names.claim(backend, 'ip', ip);
    }
    return backend;
  }

  /** Applies a changed inventory. A backend that is no longer listed stays, but is no longer declared. */
  redeclare(inventory: readonly DeclaredBackend[]): void {
    const named = new Set<string | null>(inventory.map(({ host }) => host));
    this.expected = new Map(inventory.filter(({ whenSeen }) => whenSeen).flatMap((one) => keysOf(one).map((key) => [key, one])));
    for (const backend of this.backends.values()) {
      if (!backend.declared || named.has(backend.host)) continue;
      Object.assign(backend, { declared: false, named: false, workflow: undefined, files: {} });
      backend.track.declare(false);
    }
    for (const declared of inventory) if (!declared.whenSeen || this.knownAs(declared)) this.declare(declared);
  }

  /** Whether the inventory names this machine, which has not been seen yet. */
  expects(who: Who): boolean {
    return this.expectedAs(who) !== undefined;
  }

  /** Adds a machine that is seen for the first time: as the inventory declares it, else by its MAC. A machine first seen in the middle of its install has only an address or a host name. */
  discover(who: Who): Backend {
    const expected = this.expectedAs(who);
    if (expected) return this.declare(expected);
    const backend = this.add(who.mac ?? who.ip ?? who.host ?? 'unknown', false);
    backend.mac = who.mac ?? null;
    backend.ip = who.mac === undefined ? (who.ip ?? null) : null;
    backend.host = who.mac === undefined && who.ip === undefined ? (who.host ?? null) : null;
    this.names.claim(backend, 'mac', backend.mac);
    this.names.claim(backend, 'ip', backend.ip);
    this.names.claim(backend, 'host', backend.host);
    return backend;
  }

  /** Adds a stored backend, without its runs. */
  restore({ id, host, ip, mac, lastHeardMs, keys, leased = [] }: SavedIdentity): Backend {
    const backend = this.add(id, false);
    Object.assign(backend, { host, ip, mac, lastHeardMs });
    for (const key of keys) this.names.claimKey(backend, key);
    backend.leased = leased;
    for (const address of leased) {
      this.leases.give(address, { atMs: -Infinity, owner: backend }, undefined);
    }
    return backend;
  }

  /** dhcpd leased `ip` to `backend`. Undefined: to a machine that is not followed, whose actions must not be attributed to the last owner. */
  lease({ ip, host, mac = null, atMs }: GivenLease, backend: Backend | undefined): void {
    const owner = this.names.owner('ip', ip);
    if (!this.leases.give(ip, { atMs, owner: backend }, owner)) return;
    if (owner && owner !== backend) owner.leased = without(owner.leased, ip);
    if (!backend) {
      this.names.release('ip', ip);
      return;
    }
    backend.leased = withName(backend.leased, ip);
    if (owner !== backend && owner?.ip === ip && !owner.declared) owner.ip = null;
    this.names.claim(backend, 'ip', ip);
    if (isShown(backend, ip, mac)) backend.ip = ip;
    if (host !== null && !backend.named) this.nameDiscovered(backend, host);
  }

  /** Adjusts all times after the clock was stepped by `byMs`. */
  shift(byMs: number): void {
    this.leases.shift(byMs);
  }

  /** Sets the name that a deployer uses. Names from the inventory and from DHCP take precedence. */
  name(backend: Backend, host: string): void {
    if (!backend.declared && backend.host === null) this.nameDiscovered(backend, host);
  }

  /** The machine that is known only by this address, not by a MAC. */
  ownerWithoutMac(ip: string): Backend | undefined {
    const owner = this.names.owner('ip', ip);
    return owner?.mac === null ? owner : undefined;
  }

  /** Merges `other` into `backend`, which turned out to have its MAC, and removes `other`. */
  merge(backend: Backend, other: Backend): void {
    backend.mac = other.mac;
    backend.host ??= other.host;
    this.leases.replace(other, backend);
    for (const ip of other.leased) backend.leased = withName(backend.leased, ip);
    this.backends.delete(other.id);
    this.names.hand(other, backend);
  }

  /** Sets the reverse-DNS name of a machine without a name. False if nothing has changed. */
  nameByAddress(id: string, { ip, host }: { ip: string; host: string }): boolean {
    const backend = this.backends.get(id);
    if (!backend || backend.host !== null || backend.ip !== ip) return false;
    this.nameDiscovered(backend, host);
    return this.backends.get(id)?.host === host;
  }

  /** A name chosen by a client never takes over the name of another machine. */
  private nameDiscovered(backend: Backend, host: string): void {
    const owner = this.names.owner('host', host.toLowerCase());
    if (owner && owner !== backend) return;
    if (backend.host !== null) this.names.release('host', backend.host.toLowerCase());
    backend.host = host;
    this.names.claim(backend, 'host', host);
  }

  /** The existing backend of a declared machine. One that was discovered before the inventory named it keeps its id and its runs. */
  private knownAs({ host, interfaces }: DeclaredBackend): Backend | undefined {
    const byMac = interfaces.map(({ mac }) => this.names.owner('mac', mac));
    const byIp = interfaces.map(({ mac, ip }) => (mac === undefined ? this.names.owner('ip', ip) : undefined));
    const isSame = (owner: Backend): boolean => (owner.declared ? owner.host === host : owner.id === owner.mac || owner.id === owner.ip);
    return this.backends.get(host) ?? [...byMac, ...byIp].find((owner) => owner && isSame(owner));
  }

  private expectedAs({ mac, ip, host }: Who): DeclaredBackend | undefined {
    if (mac !== undefined) return this.expected.get(`mac:${mac}`);
    return this.expected.get(`ip:${ip}`) ?? this.expected.get(`host:${host?.toLowerCase()}`);
  }

  private ownerAt(ip: string, atMs: number): Backend | undefined {
    const earlier = this.leases.earlier(ip, atMs);
    return earlier ? earlier.owner : this.names.owner('ip', ip);
  }

  private byHost(host: string): Backend | undefined {
    return this.names.owner('host', host) ?? this.names.owner('host', shortName(host));
  }

  private add(id: string, declared: boolean): Backend {
    const track = new Track(id, declared);
    const backend: Backend = {
      id,
      host: null,
      ip: null,
      mac: null,
      workflow: undefined,
      files: usualFiles,
      declared,
      named: false,
      lastHeardMs: null,
      scheduledMs: null,
      track,
      leased: [],
      names: noNames(),
    };
    this.backends.set(id, backend);
    return backend;
  }
}

/** The identity of a backend, for a store. */
export function identityOf({ id, host, ip, mac, declared, lastHeardMs, names, leased }: Backend): SavedIdentity {
  return { id, host, ip, mac, declared, lastHeardMs, keys: namesAsKeys(names), leased };
}

const usualFiles: BootFiles = {};

/** Whether `ip` is the address to show: IPv4 is preferred, and so is the interface whose MAC is shown, because others may request addresses too. */
function isShown(backend: Backend, ip: string, mac: string | null): boolean {
  if (backend.ip === null) return true;
  if (mac !== null && backend.mac !== null && mac !== backend.mac) return false;
  return !ip.includes(':') || backend.ip.includes(':');
}

function keysOf({ host, interfaces }: DeclaredBackend): string[] {
  return [
    `host:${host.toLowerCase()}`,
    ...interfaces.flatMap(({ mac, ip }) => [...(mac ? [`mac:${mac}`] : []), ...(ip ? [`ip:${ip}`] : [])]),
  ];
}

function shortName(host: string): string {
  return host.split('.')[0] ?? host;
}
