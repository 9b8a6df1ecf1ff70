// What to check on a Stacki frontend when a stage does not come: the questions that several stages and workflows share. Each command only
// reads; none of them asks a server for a file that is a stage, or the monitor would take this host for an installing machine. Nor do they call
// profile.cgi: it writes what it is told into Stacki's database. Paths: Stacki's own, then those of Red Hat and SLES.
import type { Check } from '../workflow/workflow.ts';

const dhcpdConf = '/etc/dhcp/dhcpd.conf /etc/dhcpd.conf';
const accessLogs = '/var/log/httpd/*access_log /var/log/apache2/*access_log';
const errorLogs = '/var/log/httpd/*error_log /var/log/apache2/*error_log';

export const console: Check = { ask: 'What does its console show?' };

export const dhcpdLog: Check = {
  ask: 'What does dhcpd log about this MAC address? "no free leases": its pool is full. "wrong network", "unknown lease": it refuses.',
  command: "journalctl -u dhcpd --since=-2h | grep -i '{mac}' | tail -n 20",
};
export const dhcpdRuns: Check = {
  ask: 'Is dhcpd running without an error in its configuration?',
  command: 'systemctl status dhcpd --no-pager --full',
};
export const dhcpdKnows: Check = {
  ask: 'Does dhcpd know this MAC address, and which address, next-server and filename does it assign?',
  command: `grep -is -B 2 -A 9 '{mac}' ${dhcpdConf}`,
};
export const dhcpdInterface: Check = {
  ask: 'Does dhcpd listen on the interface of that network?',
  command: 'grep -s DHCPD /etc/sysconfig/dhcpd',
};
export const dhcpTraffic: Check = {
  ask: 'Do its DHCP requests arrive on this host at all? Nothing within a minute: cable, VLAN, relay, or boot order.',
  command: "timeout 60 tcpdump -lvni any udp port 67 | grep -i '{mac}'",
};
export const dhcpServers: Check = {
  ask: 'Is there a second DHCP server whose offers arrive first? Only this host should show up here.',
  command: 'timeout 60 tcpdump -lni any udp src port 67',
};
export const addressTaken: Check = {
  ask: 'Does another machine use its address? The MAC address here should be its own.',
  command: "ping -c 2 -W 2 '{ip}'; ip neigh show '{ip}'",
};

export const nextServer: Check = {
  ask: 'Does dhcpd name this host as next-server, and a boot loader as filename?',
  command: `grep -nsE 'next-server|filename' ${dhcpdConf}`,
};
export const tftpLog: Check = {
  ask: 'What did it request from in.tftpd, and was it refused (NAK)? A boot loader such as pxelinux.0 is not a stage.',
  command: "journalctl -t in.tftpd --since=-2h | grep -Fw '{ip}' | tail -n 20",
};
export const tftpListens: Check = {
  ask: 'Does anything listen on UDP port 69? If not: systemctl status tftp.socket tftp.service',
  command: "ss -lunp 'sport = :69'",
};
export const tftpFirewall: Check = {
  ask: 'Is UDP port 69 open in the firewall? With firewalld: firewall-cmd --list-all',
  command: "iptables -nL INPUT | grep -wE 'policy|69|tftp'",
};
export const bootLoader: Check = {
  ask: 'Does the boot loader exist, readable by everyone?',
  command: 'ls -l /tftpboot/pxelinux/pxelinux.0 /var/lib/tftpboot/pxelinux.0',
};
export const tftpServes: Check = {
  ask: 'Does TFTP serve it on this host? 0 bytes or a timeout: in.tftpd itself is at fault.',
  command: "curl -sS -m 10 -o /dev/null -w '%{size_download} bytes\\n' tftp://localhost/pxelinux.0",
};
export const tftpTraffic: Check = {
  ask: 'Do its TFTP requests arrive on this host at all? Nothing within a minute: routing or a firewall in between.',
  command: "timeout 60 tcpdump -lni any -c 5 udp dst port 69 and host '{ip}'",
};
export const bootConfigExists: Check = {
  ask: 'Does its boot configuration exist, under its address in hexadecimal or under its MAC address?',
  command:
    'ls -l /tftpboot/pxelinux/pxelinux.cfg/{hexIp} /tftpboot/pxelinux/pxelinux.cfg/01-{dashedMac} /var/lib/tftpboot/pxelinux.cfg/{hexIp}',
};
export const bootConfig: Check = {
  ask: 'Which kernel, ramdisk and install server does its boot configuration name?',
  command: 'cat /tftpboot/pxelinux/pxelinux.cfg/{hexIp} /var/lib/tftpboot/pxelinux.cfg/{hexIp}',
};
export const bootAction: Check = {
  ask: 'Which boot action does Stacki have for it? install during the install, os afterwards.',
  command: "stack list host boot '{host}'",
};
export const stackiBootFile: Check = {
  ask: 'What would Stacki write as its boot configuration? It should be the same.',
  command: "stack report host bootfile '{host}'",
};
export const bootFiles: Check = {
  ask: 'Do the kernel and the ramdisk that it names exist, readable by everyone?',
  command: 'ls -l /tftpboot/pxelinux /var/lib/tftpboot',
};
export const linkErrors: Check = {
  ask: 'Does a network interface of this host count errors or drops?',
  command: 'ip -s link',
};

export const accessLog: Check = {
  ask: 'What did it fetch over HTTP, and what was last?',
  command: `grep -hsFw '{ip}' ${accessLogs} | tail -n 10`,
};
export const errorLog: Check = {
  ask: 'What did the HTTP server and its CGI programs complain about?',
  command: `grep -hsFw '{ip}' ${errorLogs} | tail -n 20`,
};
export const httpServes: Check = {
  ask: 'Does the HTTP server answer? 200 or 403 is an answer; 000 is none.',
  command: "curl -sS -m 10 -o /dev/null -w '%{http_code}\\n' http://localhost/install/",
};
export const httpsServes: Check = {
  ask: 'Does the HTTP server answer over TLS? 200 or 403 is an answer; 000 is none.',
  command: "curl -sSk -m 10 -o /dev/null -w '%{http_code}\\n' https://localhost/install/",
};
export const httpFirewall: Check = {
  ask: 'Are TCP ports 80 and 443 open in the firewall? With firewalld: firewall-cmd --list-all',
  command: "iptables -nL INPUT | grep -wE 'policy|80|443|http|https'",
};
export const diskSpace: Check = {
  ask: 'Is a disk of this host full?',
  command: 'df -h / /var /tmp /export',
};
export const stackiProfile: Check = {
  ask: 'Can Stacki generate its profile? The machine gets the same error as shown here.',
  command: "stack list host profile '{host}' | tail -n 5",
};
export const stackiInterfaces: Check = {
  ask: 'Does Stacki have the right IP and MAC address? An unknown client gets no profile.',
  command: "stack list host interface '{host}'",
};
export const profileLog: Check = {
  ask: 'Does profile.cgi handle too many requests at once? It then answers 503, and the machine retries after 15 s.',
  command: 'journalctl -t profile --since=-2h | tail -n 20',
};

export const installerSsh: Check = {
  ask: 'Is port 2200 of the installing machine open from here?',
  command: "timeout 5 bash -c '</dev/tcp/{ip}/2200' && echo open",
};

/** A question that the installing machine answers over its own ssh server. */
export function onInstaller(ask: string, command: string): Check {
  return { ask, command: `ssh -p 2200 'root@{ip}' ${command}` };
}
