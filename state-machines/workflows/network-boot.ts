// The way of every network boot up to the installer's ramdisk, which the workflows of all installers begin with. Names are those of Stacki's
// checklist, so that a run keeps what it has when its workflow is told. The limits of DHCP and TFTP are Stacki's too; firmware and loaders ask
// again every few seconds, so that a healthy machine is far below them.
import type { StageFile } from '../workflow/workflow.ts';

export const networkBoot = [
  {
    name: 'DHCPDISCOVER',
    group: 'dhcp',
    title: 'DHCP discover',
    limitSeconds: 20,
    role: 'opening',
    seen: [{ dhcp: 'DISCOVER' }],
    hint: 'Is the machine powered on, set to boot from the network, and cabled to it?',
    checks: [
      { ask: 'Has the DHCP server received anything from it?', command: 'journalctl -t dhcpd --since -15min | grep -i {mac}' },
      { ask: 'Do its packets arrive on the interface?', command: 'tcpdump -c 4 -n -e ether host {mac} and port 67' },
    ],
  },
  {
    name: 'DHCPOFFER',
    group: 'dhcp',
    title: 'DHCP offer',
    limitSeconds: 20,
    role: 'opening',
    seen: [{ dhcp: 'OFFER' }],
    hint: 'Does dhcpd know this MAC address, or does its pool have a free lease? Does the interface or the relay belong to the right subnet?',
    checks: [{ ask: 'Does the configuration of dhcpd name it?', command: 'grep -ri {mac} /etc/dhcp/' }],
  },
  {
    name: 'DHCPREQUEST',
    group: 'dhcp',
    title: 'DHCP request',
    limitSeconds: 30,
    role: 'opening',
    seen: [{ dhcp: 'REQUEST' }],
    hint: 'Does the offer reach the machine? Is there a second DHCP server whose offer it takes?',
    checks: [{ ask: 'Does another server answer on this network?', command: 'nmap --script broadcast-dhcp-discover' }],
  },
  {
    name: 'DHCPACK',
    group: 'dhcp',
    title: 'DHCP lease',
    limitSeconds: 40,
    role: 'opening',
    seen: [{ dhcp: 'ACK' }],
    hint: 'Did dhcpd refuse the address (wrong network, unknown lease)? Its lines for this MAC address show why.',
    checks: [{ ask: 'What did dhcpd log last?', command: 'journalctl -t dhcpd --since -15min | grep -i {mac} | tail -5' }],
  },
  {
    name: 'DHCPNACK',
    aliases: ['DHCPNAK'],
    group: 'dhcp',
    title: 'DHCP refusal',
    optional: true,
    healedBy: 'DHCPACK',
    role: 'opening',
    seen: [{ dhcp: 'NAK' }],
  },
  {
    name: 'DHCPDECLINE',
    group: 'dhcp',
    title: 'DHCP decline',
    optional: true,
    healedBy: 'DHCPACK',
    role: 'opening',
    seen: [{ dhcp: 'DECLINE' }],
  },
  {
    name: 'TFTP_RRQ',
    group: 'tftp',
    title: 'boot configuration',
    limitSeconds: 60,
    role: 'opening',
    seen: [{ boot: 'boot-config' }],
    hint: 'Does next-server name this host, and does the boot loader exist there? Is UDP port 69 open, or, for HTTP boot, is the web server running?',
    checks: [
      { ask: 'What did it request from the TFTP server?', command: 'journalctl -t in.tftpd --since -15min | grep {ip}' },
      {
        ask: 'Which boot configurations are there for it?',
        command: 'ls -l /srv/tftpboot/pxelinux.cfg/{hexIp} /srv/tftpboot/pxelinux.cfg/01-{dashedMac}',
      },
    ],
  },
  {
    name: 'VMLinuz_RRQ_Install',
    group: 'tftp',
    title: 'install kernel',
    // Stacki's limit; the kernel itself is some 10 MB.
    limitSeconds: 60,
    role: 'boot',
    seen: [{ boot: 'install-kernel' }],
    hint: "Does this machine's boot configuration name a kernel that exists, and not its disk?",
    checks: [{ ask: 'Was something refused?', command: 'journalctl -t in.tftpd --since -15min | grep -e NAK -e {ip}' }],
  },
] as const satisfies readonly StageFile[];

/** The ramdisk; `limitSeconds` until what the installer asks for first. */
export function ramdisk(limitSeconds: number, hint: string) {
  return {
    name: 'Initrd_RRQ',
    group: 'tftp',
    title: 'install ramdisk',
    limitSeconds,
    role: 'boot',
    seen: [{ boot: 'install-ramdisk' }],
    hint,
    checks: [
      {
        ask: 'Did the installing kernel get its own address?',
        command: 'journalctl -t dhcpd --since -15min | grep -i {mac} | tail -4',
      },
      { ask: 'Is it on the network?', command: 'ping -c 3 {ip}' },
    ],
  } as const satisfies StageFile;
}

/** The ends that are the same for all: the machine boots from its disk, and is up. `limitSeconds`: until it is. */
export function diskBoot(limitSeconds: number) {
  return [
    {
      name: 'Rebooting_HDD',
      group: 'reboot',
      title: 'boot from disk',
      optional: true,
      limitSeconds,
      role: 'disk-boot',
      seen: [{ tftp: 'os-kernel' }],
      hint: 'Does the machine boot from the network first? Does its boot configuration send it to its disk now?',
    },
    {
      name: 'Reboot_Okay',
      aliases: ['Online'],
      group: 'reboot',
      title: 'online',
      role: 'end',
      seen: [{ heartbeat: true }],
      hint: 'Does the installed system boot (console)? No log shows that it is up: it must report that itself at its first boot.',
      checks: [
        { ask: 'Does its ssh answer?', command: 'ssh -o ConnectTimeout=5 {ip} uptime' },
        { ask: 'Has it requested an address since?', command: 'journalctl -t dhcpd --since -30min | grep -i {mac} | tail -4' },
      ],
    },
    { name: 'Install_Wait', group: 'installer', role: 'waiting' },
    { name: 'Installation_Stalled', aliases: ['Install_Stalled'], group: 'installer', role: 'stalled' },
  ] as const satisfies readonly StageFile[];
}
