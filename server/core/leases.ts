// Who had which address when. Logs are not read in step: what a machine did just before its address was given to another one may be read
// after that, and a relay's lines come minutes late. Knows no machine by anything but its address.

export interface Lease<Owner> {
  atMs: number;
  /** Undefined: a machine that is none of ours. */
  owner: Owner | undefined;
}

/** Of each address; what is older than the oldest of these is that one's. */
const leasesKept = 4;
/** A lease that is told so much later than a newer one is none that came late: the clock was set back. */
const lateLeaseMs = 600_000;

export class Leases<Owner> {
  /** Oldest first. */
  private readonly byIp = new Map<string, readonly Lease<Owner>[]>();

  /** Undefined where the address was never leased; else its last lease. */
  last(ip: string): Lease<Owner> | undefined {
    return this.byIp.get(ip)?.at(-1);
  }

  /** The lease that an earlier time belongs to; undefined where that is the last one, or none is known. */
  earlier(ip: string, atMs: number): Lease<Owner> | undefined {
    const leases = this.byIp.get(ip) ?? [];
    const found = leases.findLast((lease) => startOf(lease) <= atMs);
    return found === leases.at(-1) ? undefined : found;
  }

  /** False when a newer lease of it is known: then it changes only the past. `before`: whose the address was, when no lease is known yet. */
  give(ip: string, lease: Lease<Owner>, before: Owner | undefined): boolean {
    const known = this.byIp.get(ip) ?? (before === undefined ? [] : [{ atMs: -Infinity, owner: before }]);
    const newest = known.at(-1);
    const isLate = newest !== undefined && lease.atMs < newest.atMs && newest.atMs - lease.atMs <= lateLeaseMs;
    // Whose it stays keeps it since it was given first.
    if (!isLate && newest && newest.owner === lease.owner && newest.atMs <= lease.atMs) return true;
    const earlier = known.filter(({ atMs }) => atMs <= lease.atMs);
    const later = isLate ? known.filter(({ atMs }) => atMs > lease.atMs) : [];
    this.byIp.set(ip, [...earlier, lease, ...later].slice(-leasesKept));
    return !isLate;
  }

  /** One owner turned out to be another. */
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

  /** The clock was set by so many milliseconds. */
  shift(byMs: number): void {
    for (const [ip, leases] of this.byIp) {
      this.byIp.set(
        ip,
        leases.map((lease) => ({ ...lease, atMs: lease.atMs + byMs })),
      );
    }
  }
}

/** Access logs have whole seconds: what is stamped with the second of the lease came after it. */
function startOf({ atMs }: Lease<unknown>): number {
  return Math.floor(atMs / 1000) * 1000;
}
