// The MACs, addresses and host names of machines. Each belongs to one machine at a time. Lists are as small as possible, because there may be
// 100,000 machines.

const kinds = ['mac', 'ip', 'host'] as const;
export type NameKind = (typeof kinds)[number];
/** Names of one machine, in lower case. */
export type OwnNames = Record<NameKind, readonly string[]>;

interface Named {
  names: OwnNames;
}

const none: readonly string[] = [];

export function noNames(): OwnNames {
  return { mac: none, ip: none, host: none };
}

/** The form in the store: `mac:…`, `ip:…`, `host:…`. */
export function namesAsKeys(names: OwnNames): string[] {
  return kinds.flatMap((kind) => names[kind].map((name) => `${kind}:${name}`));
}

export class Names<Owner extends Named> {
  private readonly owners: Record<NameKind, Map<string, Owner>> = { mac: new Map(), ip: new Map(), host: new Map() };

  owner(kind: NameKind, name: string | undefined): Owner | undefined {
    return name === undefined ? undefined : this.owners[kind].get(name);
  }

  /** Assigns the name to `owner`, and removes it from its previous owner. */
  claim(owner: Owner, kind: NameKind, given: string | null | undefined): void {
    if (given === null || given === undefined) return;
    const name = given.toLowerCase();
    const last = this.owners[kind].get(name);
    if (last === owner) return;
    if (last) this.drop(last, kind, name);
    this.owners[kind].set(name, owner);
    owner.names[kind] = withName(owner.names[kind], name);
  }

  claimKey(owner: Owner, key: string): void {
    const kind = kinds.find((known) => key.startsWith(`${known}:`));
    if (kind) this.claim(owner, kind, key.slice(kind.length + 1));
  }

  /** Removes the name from its owner. */
  release(kind: NameKind, name: string): void {
    const owner = this.owners[kind].get(name);
    if (owner) this.drop(owner, kind, name);
    this.owners[kind].delete(name);
  }

  /** Moves all names of `old` to `now`. */
  hand(old: Owner, now: Owner): void {
    for (const kind of kinds) for (const name of old.names[kind]) this.claim(now, kind, name);
  }

  private drop(owner: Owner, kind: NameKind, name: string): void {
    owner.names[kind] = without(owner.names[kind], name);
  }
}

/** `slice`: V8 reserves room for sixteen more elements in a list made by spreading. */
export function withName(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name].slice();
}

export function without(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((other) => other !== name).slice() : names;
}
