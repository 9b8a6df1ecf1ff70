// Which machine had an address at which time. Logs are not read in lockstep: what a machine did just before its address was leased to another
// one may be read after that lease, and lines from a relay arrive minutes late.

export interface Lease<Owner> {
  atMs: number;
  /** Undefined: a machine that is not followed. */
  owner: Owner | undefined;
}

/** Leases per address; anything older belongs to the oldest of these. */
const leasesKept = 4;
/** A lease that is older than the newest one by more than this has not arrived late: the clock was set back. */
const lateLeaseMs = 600_000;

export class Leases<Owner> {
  /** Oldest first. */
  private readonly byIp = new Map<string, readonly Lease<Owner>[]>();

  /** The last lease; undefined if the address was never leased. */
  last(ip: string): Lease<Owner> | undefined {
    return this.byIp.get(ip)?.at(-1);
  }

  /** The lease in force at an earlier time; undefined if that is the last one, or none is known. */
  earlier(ip: string, atMs: number): Lease<Owner> | undefined {
    const leases = this.byIp.get(ip) ?? [];
    const found = leases.findLast((lease) => startOf(lease) <= atMs);
    return found === leases.at(-1) ? undefined : found;
  }

  /** False if a newer lease is known: then only the past changes. `before`: the owner so far, for an address without leases. */
  give(ip: string, lease: Lease<Owner>, before: Owner | undefined): boolean {
    const known = this.byIp.get(ip) ?? (before === undefined ? [] : [{ atMs: -Infinity, owner: before }]);
    const newest = known.at(-1);
    const isLate = newest !== undefined && lease.atMs < newest.atMs && newest.atMs - lease.atMs <= lateLeaseMs;
    // A renewal keeps the start of the first lease.
    if (!isLate && newest && newest.owner === lease.owner && newest.atMs <= lease.atMs) return true;
    const earlier = known.filter(({ atMs }) => atMs <= lease.atMs);
    const later = isLate ? known.filter(({ atMs }) => atMs > lease.atMs) : [];
    this.byIp.set(ip, [...earlier, lease, ...later].slice(-leasesKept));
    return !isLate;
  }

  /** Replaces an owner that has been merged into another. */
  replace(old: Owner, now: Owner): void {
    for (const [ip, leases] of this.byIp) {
      if (leases.some(({ owner }) => owner === old)) {
        this.byIp.set(
          ip,
          leases.map((lease) => (lease.owner === old ? { ...lease, owner: now } : lease)),
        );
      }
    }
  }

  /** Adjusts all times after the clock was stepped by `byMs`. */
  shift(byMs: number): void {
    for (const [ip, leases] of this.byIp) {
      this.byIp.set(
        ip,
        leases.map((lease) => ({ ...lease, atMs: lease.atMs + byMs })),
      );
    }
  }
}

/** Access logs have whole seconds: a line of the same second as the lease counts as later. */
function startOf({ atMs }: Lease<unknown>): number {
  return Math.floor(atMs / 1000) * 1000;
}
