// Whose observation it is: MAC, address and host name to backend. The inventory's word comes first; without one, machines are discovered
// from DHCP. An address belongs to whom dhcpd last gave it.
import { Track } from '../state-machines/track.ts';
import type { BootFiles } from '../state-machines/recognise.ts';
import type { Who } from '../state-machines/vocabulary.ts';

/** A backend as an inventory declares it. MACs in lower case with colons. */
export interface DeclaredBackend {
  host: string;
  interfaces: readonly { mac?: string | undefined; ip?: string | undefined }[];
  workflow?: string | undefined;
  files: BootFiles;
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
  lastHeardMs: number | null;
  /** The time for which the dispatcher has this backend on its list of limits. */
  scheduledMs: number | null;
  readonly track: Track;
}

export class Registry {
  private readonly backends = new Map<string, Backend>();
  private readonly byMac = new Map<string, Backend>();
  private readonly byIp = new Map<string, Backend>();
  private readonly byHost = new Map<string, Backend>();

  all(): IterableIterator<Backend> {
    return this.backends.values();
  }

  /** By id, MAC, address or host name, whichever fits. */
  get(name: string): Backend | undefined {
    const key = name.toLowerCase();
    return this.backends.get(name) ?? this.byMac.get(key) ?? this.byIp.get(key) ?? this.byHost.get(key) ?? this.byHost.get(shortName(key));
  }

  /** The backend of an observation. A MAC that is given decides alone: an address in the same line may be another's. */
  find(who: Who): Backend | undefined {
    if (who.mac !== undefined) return this.byMac.get(who.mac);
    const byIp = who.ip === undefined ? undefined : this.byIp.get(who.ip);
    if (byIp || who.host === undefined) return byIp;
    return this.byHost.get(who.host.toLowerCase()) ?? this.byHost.get(shortName(who.host.toLowerCase()));
  }

  /** Adds what an inventory declares. A backend that is there already keeps its runs. */
  declare(declared: DeclaredBackend): Backend {
    const known = this.backends.get(declared.host);
    const first = declared.interfaces[0];
    const backend = known ?? this.add(declared.host, true);
    Object.assign(backend, { host: declared.host, workflow: declared.workflow, files: declared.files, declared: true });
    backend.mac ??= first?.mac ?? null;
    backend.ip ??= first?.ip ?? null;
    backend.track.declared = true;
    this.byHost.set(declared.host.toLowerCase(), backend);
    for (const { mac, ip } of declared.interfaces) {
      if (mac !== undefined) this.byMac.set(mac, backend);
      if (ip !== undefined) this.byIp.set(ip, backend);
    }
    return backend;
  }

  /** A machine that no inventory names, known by its MAC or, first seen in the middle of its install, by its address or host name. */
  discover(who: Who): Backend {
    const backend = this.add(who.mac ?? who.ip ?? who.host ?? 'unknown', false);
    backend.mac = who.mac ?? null;
    backend.ip = who.mac === undefined ? (who.ip ?? null) : null;
    backend.host = who.mac === undefined && who.ip === undefined ? (who.host ?? null) : null;
    if (backend.mac !== null) this.byMac.set(backend.mac, backend);
    if (backend.ip !== null) this.byIp.set(backend.ip, backend);
    if (backend.host !== null) this.byHost.set(backend.host.toLowerCase(), backend);
    return backend;
  }

  /** dhcpd gave `ip` to `backend`; undefined: to a machine that is none of ours, so that what it does is not taken for the last owner's. */
  lease(ip: string, backend: Backend | undefined, host: string | null): void {
    const owner = this.byIp.get(ip);
    if (!backend) {
      this.byIp.delete(ip);
      return;
    }
    if (owner !== backend && owner?.ip === ip && !owner.declared) owner.ip = null;
    this.byIp.set(ip, backend);
    backend.ip = ip;
    if (host !== null && !backend.declared) this.nameDiscovered(backend, host);
  }

  /** The machine that was only known by this address, when there is one without a MAC. */
  ownerWithoutMac(ip: string): Backend | undefined {
    const owner = this.byIp.get(ip);
    return owner?.mac === null ? owner : undefined;
  }

  /** `backend` turns out to be the machine with the MAC of `other`, which goes. */
  merge(backend: Backend, other: Backend): void {
    backend.mac = other.mac;
    backend.host ??= other.host;
    this.backends.delete(other.id);
    for (const index of [this.byMac, this.byIp, this.byHost]) {
      for (const [key, value] of index) if (value === other) index.set(key, backend);
    }
  }

  /** A name that a client gives itself never takes over one that is known already. */
  private nameDiscovered(backend: Backend, host: string): void {
    const key = host.toLowerCase();
    const owner = this.byHost.get(key);
    if (owner && owner !== backend) return;
    if (backend.host !== null) this.byHost.delete(backend.host.toLowerCase());
    backend.host = host;
    this.byHost.set(key, backend);
  }

  private add(id: string, declared: boolean): Backend {
    const track = new Track(id, declared);
    const backend: Backend = {
      id,
      host: null,
      ip: null,
      mac: null,
      workflow: undefined,
      files: {},
      declared,
      lastHeardMs: null,
      scheduledMs: null,
      track,
    };
    this.backends.set(id, backend);
    return backend;
  }
}

function shortName(host: string): string {
  return host.split('.')[0] ?? host;
}
