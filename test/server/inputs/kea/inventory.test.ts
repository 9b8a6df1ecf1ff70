import { providerContract } from '../../inventory/provider-contract.ts';

providerContract({
  provider: 'kea',
  place: '/etc/kea/kea-dhcp4.conf',
  files: {
    '/etc/kea/kea-dhcp4.conf': `// Kea's JSON has comments
{ "Dhcp4": {
  # of both kinds
  "interfaces-config": { "interfaces": [ ] },
  "lease-database": { "type": "memfile", "persist": false },
  "reservations-global": true,
  "reservations": [ { "hw-address": "52:54:00:AA:00:10", "hostname": "backend-0-0", "ip-address": "10.1.1.101" } ],
  "shared-networks": [ { "name": "rack // 1", "subnet4": [ { "subnet": "10.2.0.0/16", /* "id": 9,
      over lines */ "id": 2, "reservations": [ { "client-id": "01:52:54:00:aa:00:11", "ip-address": "10.2.1.102" } ] } ] } ],
  "subnet4": [ { "subnet": "10.1.0.0/16", "id": 1, "reservations": <?include "/etc/kea/hosts.json"?> } ]
} }
`,
    '/etc/kea/hosts.json': `[ # one each
  { "hw-address": "52:54:00:aa:00:12", "hostname": "backend-0-2.example.org.", "boot-file-name": "pxelinux.0" },
  { "duid": "00:03:00:01:52:54:00:aa:00:13", "hostname": "backend-0-3", "ip-address": "10.1.1.104" },
  { "circuit-id": "'port 7'", "hostname": "nobody-knows" } ]
`,
  },
  machines: [
    { host: 'backend-0-0', interfaces: [{ mac: '52:54:00:aa:00:10', ip: '10.1.1.101' }] },
    { host: 'backend-0-2.example.org', interfaces: [{ mac: '52:54:00:aa:00:12' }] },
    { host: 'backend-0-3', interfaces: [{ mac: '52:54:00:aa:00:13', ip: '10.1.1.104' }] },
    { host: undefined, interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.2.1.102' }] },
  ],
  broken: {
    files: { '/etc/kea/hosts.json': '[ # one each\n  { "hw-address": }\n]\n' },
    mistake: /^\/etc\/kea\/hosts\.json:2: invalid JSON: Unexpected token/,
  },
  daemon: { path: '/usr/sbin/kea-dhcp4', args: (place) => ['-t', place] },
});
