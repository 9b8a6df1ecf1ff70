// How DNS calls the addresses of machines that have no name yet. Off the way of the observations: nobody waits for an answer, what comes goes
// through the queue, and each address is asked for only so often. c-ares asks, so that no thread of Node's pool waits either.
import { Resolver } from 'node:dns/promises';
import type { Nameless } from '../../core/candidates.ts';
import { normaliseHost } from '../contract/addresses.ts';
import type { Push } from '../contract/source.ts';

export interface ReverseDnsOptions {
  nowMs: () => number;
  candidates: () => Iterable<Nameless>;
  /** Left out: the name servers of this machine. `address:port` each. */
  servers?: readonly string[];
  timeoutMs?: number;
  mostAtOnce?: number;
  tickMs?: number;
  /** After which an address is asked for again. */
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

  /** One round: asks for those whose turn it is, as far as there is room. */
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

  /** The host's own part of its name, as DHCP would tell it. */
  private async nameOf(ip: string): Promise<string | undefined> {
    try {
      const [name = ''] = await this.resolver.reverse(ip);
      return normaliseHost(name)?.split('.')[0];
    } catch {
      // No name, no answer in time, no name server: all the same.
      return undefined;
    }
  }
}
