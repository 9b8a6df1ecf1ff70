// Looks up reverse-DNS names of machines without a name. Independent of observations: nothing waits for a reply, results go through the queue, and
// the query rate per address is limited. Uses c-ares, so no thread of Node's pool is blocked either.
import { Resolver } from 'node:dns/promises';
import type { Nameless } from '../../core/candidates.ts';
import { normaliseHost } from '../contract/addresses.ts';
import type { Push } from '../contract/source.ts';

export interface ReverseDnsOptions {
  nowMs: () => number;
  candidates: () => Iterable<Nameless>;
  /** Default: the name servers of this machine. `address:port` each. */
  servers?: readonly string[];
  timeoutMs?: number;
  mostAtOnce?: number;
  tickMs?: number;
  /** Delay before an address is queried again. */
  againMs?: number;
}

const usual = { servers: [], timeoutMs: 2_000, mostAtOnce: 4, tickMs: 1_000, againMs: 10 * 60_000 };

export class ReverseDns {
  private readonly options: Required<ReverseDnsOptions>;
  private readonly resolver: Resolver;
  private readonly askedAtMs = new Map<string, number>();
  private underWay = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: ReverseDnsOptions) {
    this.options = { ...usual, ...options };
    this.resolver = new Resolver({ timeout: this.options.timeoutMs, tries: 1 });
    if (this.options.servers.length > 0) this.resolver.setServers(this.options.servers);
  }

  start(push: Push): void {
    this.timer = setInterval(() => this.look(push), this.options.tickMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.resolver.cancel();
  }

  /** One round: queries the addresses that are due, up to the limit. */
  look(push: Push): void {
    const nowMs = this.options.nowMs();
    for (const [ip, atMs] of this.askedAtMs) if (nowMs - atMs >= this.options.againMs) this.askedAtMs.delete(ip);
    for (const nameless of this.options.candidates()) {
      if (this.underWay >= this.options.mostAtOnce) return;
      if (this.askedAtMs.has(nameless.ip)) continue;
      this.askedAtMs.set(nameless.ip, nowMs);
      void this.ask(nameless, push);
    }
  }

  private async ask({ id, ip }: Nameless, push: Push): Promise<void> {
    this.underWay++;
    const host = await this.nameOf(ip);
    this.underWay--;
    if (host !== undefined) await push({ kind: 'name', backend: id, ip, host });
  }

  /** The host part of its name, as DHCP would provide it. */
  private async nameOf(ip: string): Promise<string | undefined> {
    try {
      const [name = ''] = await this.resolver.reverse(ip);
      return normaliseHost(name)?.split('.')[0];
    } catch {
      // No name, a timeout, no name server: all treated the same.
      return undefined;
    }
  }
}
