// Combines the machines of several providers into one inventory. Two entries are the same machine if they share a MAC, else a host name. Where they
// contradict each other, the earlier provider takes precedence, and a warning reports it. Several entries of one provider never contradict. Pure.
import type { DeclaredBackend } from '../core/registry.ts';
import type { KnownMachine } from './provider.ts';

export interface Combined {
  backends: DeclaredBackend[];
  warnings: string[];
}

/** A MAC, an address or both, and where they are from. */
interface Interface extends Origin {
  mac: string | undefined;
  ip: string | undefined;
}

interface Origin {
  at: string;
  /** Index of the provider in their order. */
  by: number;
}

/** A machine of the result. */
interface Agreed extends Omit<KnownMachine, 'interfaces'>, Origin {
  interfaces: Interface[];
}

/** The machines of one provider. */
export interface Known {
  machines: readonly KnownMachine[];
  /** Machines known only from such providers become backends when they are seen. */
  whenSeen?: boolean | undefined;
}

/** `known`: by provider, in their order. */
export function combine(known: readonly Known[]): Combined {
  const table = new AgreedMachines();
  for (const [by, { machines, whenSeen }] of known.entries()) for (const machine of machines) table.add(machine, { by, whenSeen });
  return { backends: table.machines.map(toBackend), warnings: table.warnings };
}

/** A machine without a name gets the name that discovery would give it. */
function toBackend({ host, interfaces, workflow, files = {}, limits, whenSeen }: Agreed): DeclaredBackend {
  const name = host ?? interfaces[0]?.mac ?? interfaces[0]?.ip ?? 'unknown';
  return {
    host: name,
    ...(host === undefined && { nameless: true }),
    interfaces: interfaces.map(({ mac, ip }) => ({ ...(mac !== undefined && { mac }), ...(ip !== undefined && { ip }) })),
    ...(workflow !== undefined && { workflow }),
    files,
    ...(limits !== undefined && { limits }),
    ...(whenSeen && { whenSeen }),
  };
}

class AgreedMachines {
  readonly machines: Agreed[] = [];
  readonly warnings: string[] = [];
  private readonly byMac = new Map<string, Agreed>();
  private readonly byIp = new Map<string, Agreed>();
  private readonly byHost = new Map<string, Agreed>();

  add(machine: KnownMachine, { by, whenSeen }: { by: number; whenSeen: boolean | undefined }): void {
    const agreed = this.find(machine) ?? this.create({ at: machine.at, by, whenSeen });
    if (machine.host !== undefined) this.name(agreed, machine.host, machine.at);
    agreed.workflow ??= machine.workflow;
    agreed.limits ??= machine.limits;
    agreed.files = { ...machine.files, ...definedOf(agreed.files ?? {}) };
    for (const { mac, ip } of machine.interfaces) this.addInterface(agreed, { mac, ip, at: machine.at, by });
  }

  private find({ host, interfaces }: KnownMachine): Agreed | undefined {
    const byMac = interfaces.flatMap(({ mac }) => this.byMac.get(mac ?? '') ?? [])[0];
    if (byMac) return byMac;
    if (host !== undefined) return this.byHost.get(host.toLowerCase()) ?? this.byHost.get(shortName(host));
    return interfaces.flatMap(({ ip }) => this.byIp.get(ip ?? '') ?? [])[0];
  }

  private create(origin: Origin & Pick<Agreed, 'whenSeen'>): Agreed {
    const agreed: Agreed = { host: undefined, interfaces: [], ...origin };
    this.machines.push(agreed);
    return agreed;
  }

  private name(agreed: Agreed, host: string, at: string): void {
    const owner = this.byHost.get(host.toLowerCase());
    if (owner === agreed) return;
    if (owner) this.warnings.push(`${at}: ${host} is another machine in ${owner.at}, which takes precedence`);
    else if (agreed.host === undefined) {
      agreed.host = host;
      this.byHost.set(host.toLowerCase(), agreed);
    } else if (shortName(host) !== shortName(agreed.host))
      this.warnings.push(`${at}: ${host} is called ${agreed.host} in ${agreed.at}, which takes precedence`);
  }

  /** An address of another machine is ignored; the rest of the interface may still be new. */
  private addInterface(agreed: Agreed, told: Interface): void {
    const { mac, at } = told;
    const macOwner = mac === undefined ? agreed : (this.byMac.get(mac) ?? agreed);
    if (macOwner !== agreed) return this.dispute(at, `the MAC address ${mac}`, macOwner);
    const ipOwner = told.ip === undefined ? agreed : (this.byIp.get(told.ip) ?? agreed);
    if (ipOwner !== agreed) this.dispute(at, `the address ${told.ip}`, ipOwner);
    const one = ipOwner === agreed ? told : { ...told, ip: undefined };
    if ((one.mac ?? one.ip) === undefined || this.isKnown(agreed, one)) return;
    const other = contradicted(agreed, one);
    if (other) {
      const words = (text: Interface): string => `${text.mac ?? 'no MAC address'} with ${text.ip ?? 'no address'}`;
      this.warnings.push(`${at}: ${agreed.host ?? one.mac} has ${words(one)}, but ${words(other)} in ${other.at}, which takes precedence`);
    } else this.keep(agreed, one);
  }

  private isKnown(agreed: Agreed, { mac, ip }: Interface): boolean {
    return agreed.interfaces.some((one) => (mac === undefined || one.mac === mac) && (ip === undefined || one.ip === ip));
  }

  /** Completes an interface of which only the MAC or the address is known. */
  private keep(agreed: Agreed, { mac, ip, ...origin }: Interface): void {
    const half = agreed.interfaces.find((one) => (one.mac === mac && one.ip === undefined) || (one.ip === ip && one.mac === undefined));
    if (half) Object.assign(half, { mac: half.mac ?? mac, ip: half.ip ?? ip });
    else agreed.interfaces.push({ mac, ip, ...origin });
    if (mac !== undefined) this.byMac.set(mac, agreed);
    if (ip !== undefined) this.byIp.set(ip, agreed);
  }

  private dispute(at: string, what: string, owner: Agreed): void {
    this.warnings.push(`${at}: ${what} belongs to ${owner.host ?? 'another machine'} in ${owner.at}, which takes precedence`);
  }
}

/** A contradiction of an earlier provider: another address of the same kind for the MAC, or another MAC for the address. */
function contradicted({ interfaces }: Agreed, { mac, ip, by }: Interface): Interface | undefined {
  return interfaces.find((one) => {
    if (one.by === by || one.mac === undefined || one.ip === undefined || mac === undefined || ip === undefined) return false;
    return one.mac === mac ? one.ip.includes(':') === ip.includes(':') : one.ip === ip;
  });
}

function definedOf<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function shortName(host: string): string {
  return host.toLowerCase().split('.')[0] ?? host;
}
