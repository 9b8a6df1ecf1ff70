// A syslog of any size from a seed: some of its lines are of ours, of installs that all make progress; the rest is what fills a frontend's log.
import { createRandom } from './generated-log.ts';

export const noise = [
  'systemd[1]: Started Session 1234 of user root.',
  'CRON[4242]: (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)',
  'sshd[9001]: Accepted publickey for root from 10.1.1.7 port 50512 ssh2: RSA SHA256:0123456789abcdef0123456789abcdef',
  'kernel: [12345.678901] eth0: link is up, 10000 Mbps full duplex, flow control: rx/tx',
  'rsyslogd: [origin software="rsyslogd" swVersion="8.2302.0" x-pid="118" x-info="https://www.rsyslog.com"] start',
  'slurmctld[2207]: _job_complete: JobId=481516 WEXITSTATUS 0; sched: Allocate JobId=481517 NodeList=backend-0-[0-15] #CPUs=1024 Partition=batch usec=2342 qos=normal',
  'named[811]: client @0x7f1c2c0a1b70 10.1.1.7#50512 (backend-0-7.local): query: backend-0-7.local IN A +E(0)K (10.1.1.1), cached, no recursion available, view internal',
];

const install = [
  (mac: string) => `dhcpd[127]: DHCPDISCOVER from ${mac} via eth0`,
  (mac: string, ip: string) => `dhcpd[127]: DHCPOFFER on ${ip} to ${mac} via eth0`,
  (mac: string, ip: string) => `dhcpd[127]: DHCPREQUEST for ${ip} (10.0.0.1) from ${mac} via eth0`,
  (mac: string, ip: string) => `dhcpd[127]: DHCPACK on ${ip} to ${mac} via eth0`,
  (mac: string, ip: string) => `in.tftpd[145]: RRQ from ${ip} filename pxelinux.cfg/01-${mac.replaceAll(':', '-')}`,
  (_mac: string, ip: string) => `in.tftpd[147]: RRQ from ${ip} filename vmlinuz-sles-12-sp3-x86_64`,
  (_mac: string, ip: string) => `in.tftpd[148]: RRQ from ${ip} filename initrd-sles-12-sp3-x86_64`,
];

/** So many machines install side by side: none waits so long for its next step that it would be late. */
const atOnce = 100;

export interface SyslogShape {
  count: number;
  /** Each so-manieth line is of ours. */
  oursEvery: number;
  /** Of so many machines, racks of them at a time, one step after the other. */
  backends: number;
  seed?: number;
}

export function* syslogLines({ count, oursEvery, backends, seed = 1 }: SyslogShape): Generator<string> {
  const random = createRandom(seed);
  for (let i = 0, ours = 0; i < count; i++) {
    const stamp = new Date(Date.UTC(2026, 10, 1) + Math.floor(i / 200) * 1000);
    const head = `Nov ${String(stamp.getUTCDate()).padStart(2, ' ')} ${stamp.toISOString().slice(11, 19)} frontend-0-0 `;
    if (i % oursEvery !== 0) {
      yield head + noise[Math.floor(random() * noise.length)];
      continue;
    }
    const [wave, within] = [Math.floor(ours / (atOnce * install.length)), ours % (atOnce * install.length)];
    const machine = (wave * atOnce + (within % atOnce)) % backends;
    const step = install[Math.floor(within / atOnce)];
    const octets = [machine >> 16, (machine >> 8) & 255, machine & 255];
    const mac = `52:54:00:${octets.map((n) => n.toString(16).padStart(2, '0')).join(':')}`;
    yield head + (step?.(mac, `10.${octets.join('.')}`) ?? '');
    ours++;
  }
}
