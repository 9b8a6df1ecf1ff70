// An access log of any size from a seed, in apache's combined format: some of its requests are of installs, all of which make progress; the rest is
// what else a frontend's web server is asked for.
import { createRandom } from './generated-log.ts';

/** A request and its answer, with the client's words: `"GET / HTTP/1.1" 200 612 "-" "curl"`. */
type Request = (random: () => number) => string;

const pallet = '/install/pallets/SLES/12/sp3/sles/x86_64';
const zypper = '"ZYpp 16.21.4 (curl 7.60.0) openSUSE-Leap-42.3-x86_64"';
const firefox = '"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"';
const number = (random: () => number, most: number): number => Math.floor(random() * most);

const noise: readonly Request[] = [
  (random) =>
    `"GET ${pallet}/suse/x86_64/lib${number(random, 900)}-2.${number(random, 40)}.1-13.1.x86_64.rpm HTTP/1.1" 200 ${number(random, 1e6)} "-" ${zypper}`,
  (random) =>
    `"GET ${pallet}/suse/noarch/yast2-${number(random, 900)}-3.${number(random, 40)}.1-4.2.noarch.rpm HTTP/1.1" 200 ${number(random, 1e6)} "-" ${zypper}`,
  () => `"GET ${pallet}/media.1/media HTTP/1.1" 304 - "-" ${zypper}`,
  () =>
    `"GET /ganglia/graph.php?c=cluster&m=load_one&r=hour&s=by%20name&mc=2&g=cpu_report HTTP/1.1" 200 8123 "http://frontend-0-0/ganglia/?c=cluster" ${firefox}`,
  (random) =>
    `"POST /wp-cron.php?doing_wp_cron=1795562775.${number(random, 1e6)} HTTP/1.1" 200 - "-" "WordPress/6.5.2; http://frontend-0-0.local; cluster monitoring"`,
  () => `"HEAD /install/ HTTP/1.1" 200 - "-" "HAProxy/2.6.12 health check of the install server, pool of frontends"`,
  () => '"OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (Debian) OpenSSL/3.0.19 (internal dummy connection)"',
  () => '"PROPFIND /webdav/scratch/results/ HTTP/1.1" 207 4120 "-" "gvfs/1.50.3 neon/0.32.4 (mounted by the users of the cluster)"',
];

const install: readonly string[] = [
  `"GET ${pallet}/boot/x86_64/config HTTP/1.1" 200 213 "-" "Wget"`,
  `"GET ${pallet}/boot/x86_64/common HTTP/1.1" 200 524288 "-" "Wget"`,
  `"GET ${pallet}/boot/x86_64/root HTTP/1.1" 200 1048576 "-" "Wget"`,
  `"GET ${pallet}/boot/x86_64/cracklib-dict-full.rpm HTTP/1.1" 200 262144 "-" "Wget"`,
  `"GET ${pallet}/boot/x86_64/sles-stacki.img HTTP/1.1" 200 786432 "-" "Wget"`,
  '"GET /install/sbin/profile.cgi?os=sles&arch=x86_64&np=4 HTTP/1.1" 200 4512 "-" "curl/7.60.0"',
  '"GET /install/sbin/public/setDbPartitions.cgi HTTP/1.1" 200 1 "-" "curl/7.60.0"',
  String.raw`"GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"} HTTP/1.1" 200 1 "-" "curl/7.60.0"`,
];

/** So many machines install side by side. */
const atOnce = 100;
const linesPerSecond = 200;

export interface AccessLogShape {
  count: number;
  /** Each so-manieth line is of an install. */
  oursEvery: number;
  backends: number;
  seed?: number;
}

export function* accessLogLines({ count, oursEvery, backends, seed = 1 }: AccessLogShape): Generator<string> {
  const random = createRandom(seed);
  for (let i = 0, ours = 0; i < count; i++) {
    const stamp = new Date(Date.UTC(2026, 10, 1) + Math.floor(i / linesPerSecond) * 1000).toISOString();
    const time = `${stamp.slice(8, 10)}/Nov/2026:${stamp.slice(11, 19)} +0000`;
    if (i % oursEvery === 0) {
      const wave = Math.floor(ours / (atOnce * install.length));
      const machine = (wave * atOnce + (ours % atOnce)) % backends;
      yield `${addressOf(machine)} - - [${time}] ${install[Math.floor(ours / atOnce) % install.length]}`;
      ours++;
    } else yield `${addressOf(number(random, backends))} - - [${time}] ${noise[number(random, noise.length)]?.(random)}`;
  }
}

function addressOf(machine: number): string {
  return `10.${machine >> 16}.${(machine >> 8) & 255}.${machine & 255}`;
}
