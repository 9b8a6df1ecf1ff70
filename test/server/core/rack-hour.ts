// An hour of a boot server as its daemons would have logged it, from a seed: more machines than addresses, each address given again seconds
// after its last owner went, host names that change and that others have too. Each line with the machine that it is of.
import { Random } from '../../chaos/random.ts';

export type LogName = 'messages' | 'access_log' | 'mqtt';
export interface OwnedLine {
  log: LogName;
  atMs: number;
  text: string;
  /** MAC of the machine that it is of. */
  owner: string;
}
export interface RackMachine {
  mac: string;
  installs: number;
}

const startMs = Date.UTC(2026, 10, 21, 2);
const bootPath = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';
const images = ['config', 'common', 'root', 'cracklib-dict-full.rpm', 'bind', 'sles-stacki.img'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (n: number): string => String(n).padStart(2, '0');
const clock = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

/** Writes down what one machine does while it has one address. */
class Session {
  readonly lines: OwnedLine[] = [];
  private readonly random: Random;
  private readonly mac: string;
  private readonly ip: string;
  atMs: number;

  constructor({ random, mac, ip, atMs }: { random: Random; mac: string; ip: string; atMs: number }) {
    this.random = random;
    this.mac = mac;
    this.ip = ip;
    this.atMs = atMs;
  }

  pause(low: number, high: number): void {
    this.atMs += this.random.integer(low * 1000, high * 1000);
  }

  message(program: string, text: string, owner = this.mac): void {
    const at = new Date(this.atMs);
    const day = `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)}`;
    this.lines.push({ log: 'messages', atMs: this.atMs, text: `${day} ${clock(this.atMs)} frontend-0-0 ${program}: ${text}`, owner });
  }

  lease(name: string): void {
    const to = `${this.mac} (${name}) via eth0`;
    this.message('dhcpd[127]', `DHCPDISCOVER from ${this.mac} via eth0`);
    this.message('dhcpd[127]', `DHCPOFFER on ${this.ip} to ${to}`);
    this.message('dhcpd[127]', `DHCPREQUEST for ${this.ip} (10.1.1.1) from ${to}`);
    this.message('dhcpd[127]', `DHCPACK on ${this.ip} to ${to}`);
  }

  fetch(...files: string[]): void {
    for (const file of files) this.message(`in.tftpd[${this.random.integer(200, 9999)}]`, `RRQ from ${this.ip} filename ${file}`);
  }

  get(path: string): void {
    const at = new Date(this.atMs);
    const day = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
    const text = `${this.ip} - - [${day}:${clock(this.atMs)} +0000] "GET ${path} HTTP/1.1" 200 213 "-" "Wget"`;
    this.lines.push({ log: 'access_log', atMs: this.atMs, text, owner: this.mac });
  }

  online(): void {
    const message = { timestamp: this.atMs / 1000, topic: `health/${this.ip}`, payload: '{"state":"online","ssh":"up"}' };
    this.lines.push({ log: 'mqtt', atMs: this.atMs, text: JSON.stringify(message), owner: this.mac });
  }
}

function network(session: Session, name: string, mac: string): void {
  session.lease(name);
  session.pause(3, 8);
  session.fetch('pxelinux.0', `pxelinux.cfg/01-${mac.replaceAll(':', '-')}`);
}

function install(session: Session, mac: string, names: readonly [string, string]): void {
  network(session, names[0], mac);
  session.fetch('vmlinuz-sles-12-sp3-x86_64');
  session.pause(2, 5);
  session.fetch('initrd-sles-12-sp3-x86_64');
  session.pause(8, 20);
  session.lease(names[1]);
  session.pause(3, 6);
  for (const image of images) session.get(`${bootPath}/${image}`);
  session.get('/install/sbin/profile.cgi?os=sles&arch=x86_64&np=4');
  session.pause(20, 60);
  session.get('/install/sbin/public/setDbPartitions.cgi');
  session.get('/install/sbin/public/setPxeboot.cgi?params=%7B%22action%22:%22os%22%7D');
  session.pause(15, 30);
  network(session, names[1], mac);
  session.fetch('chain.c32');
  session.pause(12, 25);
  session.lease(names[1]);
  session.pause(11, 20);
  session.online();
}

/** What it does once it is installed, to the moment at which it gives its address back. */
function work(session: Session, random: Random): void {
  for (let n = random.integer(0, 2); n > 0; n--) {
    session.pause(20, 40);
    session.online();
  }
  session.pause(1, 20);
  session.get(`${bootPath}/${random.pick(images)}`);
  session.pause(1, 2);
}

/** Nobody's: a DHCPREQUEST for an address that another machine has. */
function stranger(session: Session, ip: string, mac: string): void {
  session.message('dhcpd[127]', `DHCPREQUEST for ${ip} from ${mac} via eth0: unknown lease ${ip}.`, mac);
}

export function rackHour({ seed, machines: count, addresses }: { seed: number; machines: number; addresses: number }) {
  const random = new Random(seed);
  const free = Array.from({ length: addresses }, (_, n) => ({ ip: `10.1.2.${n + 1}`, atMs: startMs + random.integer(0, 60_000) }));
  const lines: OwnedLine[] = [];
  const machines: RackMachine[] = [];
  // Each machine once, then some of them again.
  const order = Array.from({ length: Math.round(count * 1.2) }, (_, n) => n % count);
  for (const n of order) {
    const mac = `52:54:00:bb:${two(Math.floor(n / 100))}:${two(n % 100)}`;
    const address = free.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (!address) break;
    const machine = (machines[n] ??= { mac, installs: 0 });
    machine.installs++;
    const session = new Session({ random, mac, ip: address.ip, atMs: address.atMs });
    install(session, mac, [`node-${random.integer(1, count)}`, `node-${n + 1}`]);
    work(session, random);
    if (random.chance(0.2)) stranger(session, address.ip, `52:54:00:dd:${two(Math.floor(n / 100))}:${two(n % 100)}`);
    lines.push(...session.lines);
    address.atMs = session.atMs + random.integer(1_000, 12_000);
  }
  return { machines, lines: lines.toSorted((a, b) => a.atMs - b.atMs) };
}

/** As they are read: each log up to `skewMs` behind, now more, now less, and each in its own order. */
export function readBehind(lines: readonly OwnedLine[], skewMs: number, seed: number): OwnedLine[] {
  const random = new Random(seed);
  const delays = new Map<string, number>();
  const last = new Map<LogName, number>();
  const arrivals = lines.map((line) => {
    const span = `${line.log} ${Math.floor(line.atMs / 30_000)}`;
    const delayMs = delays.get(span) ?? random.integer(0, skewMs);
    delays.set(span, delayMs);
    const arrivalMs = Math.max(line.atMs + delayMs, last.get(line.log) ?? 0);
    last.set(line.log, arrivalMs);
    return { line, arrivalMs };
  });
  return arrivals.toSorted((a, b) => a.arrivalMs - b.arrivalMs).map(({ line }) => line);
}
