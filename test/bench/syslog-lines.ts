// A syslog of any size from a seed: one line in ten is of ours, of installs that all make progress; the rest is what fills a frontend's log.

const noise = [
  'systemd[1]: Started Session 1234 of user root.',
  'CRON[4242]: (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)',
  'sshd[9001]: Accepted publickey for root from 10.1.1.7 port 50512 ssh2: RSA SHA256:0123456789abcdef0123456789abcdef',
  'kernel: [12345.678901] eth0: link is up, 10000 Mbps full duplex, flow control: rx/tx',
  'rsyslogd: [origin software="rsyslogd" swVersion="8.2302.0" x-pid="118" x-info="https://www.rsyslog.com"] start',
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

/** `count` lines, `oursEvery`-th of them ours, of `backends` machines. */
export function* syslogLines({ count, oursEvery, backends }: { count: number; oursEvery: number; backends: number }): Generator<string> {
  for (let i = 0, ours = 0; i < count; i++) {
    const seconds = Math.floor(i / 200);
    const stamp = new Date(Date.UTC(2026, 10, 1) + seconds * 1000);
    const head = `Nov ${String(stamp.getUTCDate()).padStart(2, ' ')} ${stamp.toISOString().slice(11, 19)} frontend-0-0 `;
    if (i % oursEvery !== 0) {
      yield head + noise[i % noise.length];
      continue;
    }
    const machine = ours % backends;
    const step = install[Math.floor(ours / backends) % install.length];
    const octets = [machine >> 16, (machine >> 8) & 255, machine & 255];
    const mac = `52:54:00:${octets.map((n) => n.toString(16).padStart(2, '0')).join(':')}`;
    yield head + (step?.(mac, `10.${octets.join('.')}`) ?? '');
    ours++;
  }
}
