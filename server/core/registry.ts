// Whose observation it is: MAC, address and host name to backend. The inventory's word comes first; without one, machines are discovered
// from DHCP. An address belongs to whom dhcpd last gave it.
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
  /** Nobody says how it is called: `host` is its MAC or address, and DHCP or DNS may name it. */
  nameless?: boolean | undefined;
  /** Nobody says that it will be installed, only how it is called: it becomes a backend when it is first seen to begin. */
  whenSeen?: boolean | undefined;
}

export interface Backend {
  readonly id: string;
  host: string | null;
  ip: string | null;
  mac: string | null;
  /** The workflow that the inventory names; undefined: told by what is seen. */
  workflow: string | undefined;
  files: BootFiles;
  declared: boolean;
  /** Whether the inventory says how it is called: then nobody else does. */
  named: boolean;
  lastHeardMs: number | null;
  /** The time for which the dispatcher has this backend on its list of limits. */
  scheduledMs: number | null;
  readonly track: Track;
  /** Addresses that dhcpd gave it, and that nobody else has since. */
  leased: readonly string[];
  /** What it is known by. */
  readonly names: OwnNames;
}

/** Who a backend is, as plain data for a store. */
export interface SavedIdentity extends Pick<Backend, 'id' | 'host' | 'ip' | 'mac' | 'declared' | 'lastHeardMs'> {
  /** `mac:…`, `ip:…`, `host:…`, lower case. */
  keys: readonly string[];
  /** Missing in what an earlier version saved. */
  leased?: readonly string[];
}

export interface GivenLease {
  ip: string;
  host: string | null;
  /** Of the interface that it was given to, where that is known. */
  mac?: string | null | undefined;
  atMs: number;
}

export class Registry {
  private readonly backends = new Map<string, Backend>();
  private readonly names = new Names<Backend>();
  private readonly leases = new Leases<Backend>();
  /** Machines that are declared when they are seen, by all that they are known by. */
  private expected = new Map<string, DeclaredBackend>();

  all(): IterableIterator<Backend> {
    return this.backends.values();
  }

  /** By id, MAC, address or host name, whichever fits. */
  get(name: string): Backend | undefined {
    const key = name.toLowerCase();
    return this.backends.get(name) ?? this.names.owner('mac', key) ?? this.names.owner('ip', key) ?? this.byHost(key);
  }

  /** The backend of an observation. A MAC that is given decides alone: an address in the same line may be another's. `atMs`: who had the address then. */
  find({ mac, ip, host }: Who, atMs = Infinity): Backend | undefined {
    if (mac !== undefined) return this.names.owner('mac', mac);
    const byIp = ip === undefined ? undefined : this.ownerAt(ip, atMs);
    return byIp ?? (host === undefined ? undefined : this.byHost(host.toLowerCase()));
  }

  /** Adds what an inventory declares. A backend that is there already keeps its runs. */
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
      // dhcpd's word is the newer one: an inventory that is read again takes no address from whom it was given to.
      if (ip !== undefined && (this.leases.last(ip)?.owner ?? backend) === backend) this.names.claim(backend, 'ip', ip);
    }
    return backend;
  }

  /** What a changed inventory declares. A backend that it names no more stays, as one that nobody declared. */
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

  /** Whether an inventory names this machine, though it has not been seen yet. */
  expects(who: Who): boolean {
    return this.expectedAs(who) !== undefined;
  }

  /** A machine that is seen for the first time: as it is expected, else known by its MAC or, first seen in the middle of its install, by its address or host name. */
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

  /** A backend that a store remembers, without its runs. */
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

  /** dhcpd gave `ip` to `backend`; undefined: to a machine that is none of ours, so that what it does is not taken for the last owner's. */
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

  /** The clock was set by so many milliseconds. */
  shift(byMs: number): void {
    this.leases.shift(byMs);
  }

  /** What a deployer calls it. The inventory's word, and DHCP's, come first. */
  name(backend: Backend, host: string): void {
    if (!backend.declared && backend.host === null) this.nameDiscovered(backend, host);
  }

  /** The machine that was only known by this address, when there is one without a MAC. */
  ownerWithoutMac(ip: string): Backend | undefined {
    const owner = this.names.owner('ip', ip);
    return owner?.mac === null ? owner : undefined;
  }

  /** `backend` turns out to be the machine with the MAC of `other`, which goes. */
  merge(backend: Backend, other: Backend): void {
    backend.mac = other.mac;
    backend.host ??= other.host;
    this.leases.replace(other, backend);
    for (const ip of other.leased) backend.leased = withName(backend.leased, ip);
    this.backends.delete(other.id);
    this.names.hand(other, backend);
  }

  /** DNS says how the address of a machine without a name is called. False when that changes nothing. */
  nameByAddress(id: string, { ip, host }: { ip: string; host: string }): boolean {
    const backend = this.backends.get(id);
    if (!backend || backend.host !== null || backend.ip !== ip) return false;
    this.nameDiscovered(backend, host);
    return this.backends.get(id)?.host === host;
  }

  /** A name that a client gives itself never takes over one that is known already. */
  private nameDiscovered(backend: Backend, host: string): void {
    const owner = this.names.owner('host', host.toLowerCase());
    if (owner && owner !== backend) return;
    if (backend.host !== null) this.names.release('host', backend.host.toLowerCase());
    backend.host = host;
    this.names.claim(backend, 'host', host);
  }

  /** The same machine where it is there already: what was discovered before an inventory named it keeps its id and its runs. */
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

/** Who it is, for a store. */
export function identityOf({ id, host, ip, mac, declared, lastHeardMs, names, leased }: Backend): SavedIdentity {
  return { id, host, ip, mac, declared, lastHeardMs, keys: namesAsKeys(names), leased };
}

const usualFiles: BootFiles = {};

/** A machine is shown by its IPv4 address where it has both kinds, and by that of the interface that is shown: others may ask for addresses too. */
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
