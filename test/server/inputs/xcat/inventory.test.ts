import { providerContract } from '../../inventory/provider-contract.ts';

const stanzas = `# <xCAT data object stanza file>

node01:
    objtype=node
    ip=10.1.1.101
    mac=52:54:00:aa:00:10|52:54:00:aa:01:10!node01-eth1|52:54:00:aa:02:10!*NOIP*
    os=rhels8.6
    provmethod=rhels8.6-x86_64-install-compute

node02:
    objtype=node
    ip=10.1.1.102
    mac=5254.00aa.0011!node02
    provmethod=rhels8.6-x86_64-netboot-compute
switch1:
    objtype=node
`;

providerContract({
  provider: 'xcat',
  place: '/opt/xcat/bin/lsdef',
  files: { '/opt/xcat/bin/lsdef': `#!/bin/sh\n[ "$*" = '-t node -z -i ip,mac,os,provmethod' ] || exit 9\ncat <<'END'\n${stanzas}END\n` },
  machines: [
    {
      host: 'node01',
      interfaces: [{ mac: '52:54:00:aa:00:10', ip: '10.1.1.101' }, { mac: '52:54:00:aa:01:10' }, { mac: '52:54:00:aa:02:10' }],
      workflow: 'xcat',
    },
    { host: 'node02', interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }] },
    { host: 'switch1', interfaces: [] },
  ],
  broken: {
    files: {
      '/opt/xcat/bin/lsdef': '#!/bin/sh\necho "Error: Unable to open socket connection to xcatd daemon on localhost:3001." >&2\nexit 1\n',
    },
    mistake: /\/lsdef -t node -z -i ip,mac,os,provmethod: exited with 1: Error: Unable to open socket/,
  },
});
