// The rows are those of Stacki's own source: a list without rows prints nothing, and what a host does not have is null.
import { providerContract } from '../../inventory/provider-contract.ts';

const rows = {
  'list host output-format=json': [
    {
      host: 'frontend-0-0',
      rack: '0',
      rank: '0',
      appliance: 'frontend',
      os: 'sles',
      box: 'frontend',
      environment: null,
      osaction: 'default',
      installaction: 'default',
    },
    {
      host: 'backend-0-0',
      rack: '0',
      rank: '0',
      appliance: 'backend',
      os: 'sles',
      box: 'default',
      osaction: 'default',
      installaction: 'sles12',
    },
    {
      host: 'backend-0-1',
      rack: '0',
      rank: '1',
      appliance: 'backend',
      os: 'redhat',
      box: 'default',
      osaction: 'local',
      installaction: 'default',
    },
    { host: 'ethernet-0-1', rack: '0', rank: '1', appliance: 'switch', os: 'sles', box: 'default', osaction: null, installaction: null },
  ],
  'list host interface output-format=json': [
    {
      host: 'backend-0-0',
      interface: 'eth0',
      default: true,
      network: 'private',
      mac: '52:54:00:AA:00:10',
      ip: '10.1.1.101',
      name: 'backend-0-0',
      vlan: null,
    },
    { host: 'backend-0-0', interface: 'eth1', default: null, network: null, mac: '52:54:00:aa:01:10', ip: null },
    { host: 'backend-0-0', interface: 'ipmi', default: null, network: 'ipmi', mac: '52:54:00:aa:02:10', ip: '10.9.1.101' },
    { host: 'backend-0-0', interface: 'vlan3', default: null, network: 'v', mac: null, ip: null },
    { host: 'backend-0-1', interface: 'em1', default: true, network: 'private', mac: '52:54:00:aa:00:11', ip: '10.1.1.102' },
  ],
  'list bootaction output-format=json': [
    { bootaction: 'default', type: 'os', os: null, kernel: 'com32 chain.c32', ramdisk: null, args: 'hd0' },
    { bootaction: 'local', type: 'os', os: null, kernel: 'localboot 0', ramdisk: null, args: null },
    {
      bootaction: 'sles12',
      type: 'install',
      os: 'sles',
      kernel: 'vmlinuz-sles-12-sp3-x86_64',
      ramdisk: 'initrd-sles-12-sp3-x86_64',
      args: 'splash',
    },
    { bootaction: 'default', type: 'install', os: 'sles', kernel: 'vmlinuz-sles', ramdisk: 'initrd-sles', args: '' },
    { bootaction: 'default', type: 'install', os: 'redhat', kernel: 'vmlinuz-redhat', ramdisk: 'initrd-redhat', args: '' },
  ],
  'list host attr attr=os.version output-format=json': [
    { host: 'backend-0-0', scope: 'box', type: 'const', attr: 'os.version', value: '12.x' },
    { host: 'backend-0-1', scope: 'box', type: 'const', attr: 'os.version', value: '8.x' },
  ],
};
const command = (answers: object): string =>
  `#!/bin/sh\ncase "$*" in\n${Object.entries(answers)
    .map(([args, answer]) => `'${args}') cat <<'END'\n${JSON.stringify(answer, null, 4)}\nEND\n;;`)
    .join('\n')}\n*) echo "error - invalid command \\"$1\\"" >&2; exit 1;;\nesac\n`;

providerContract({
  provider: 'stacki',
  place: '/opt/stack/bin/stack',
  files: { '/opt/stack/bin/stack': command(rows) },
  machines: [
    {
      host: 'backend-0-0',
      interfaces: [{ mac: '52:54:00:aa:00:10', ip: '10.1.1.101' }, { mac: '52:54:00:aa:01:10' }],
      workflow: 'stacki-sles-12',
      files: { installKernel: 'vmlinuz-sles-12-sp3-x86_64', installRamdisk: 'initrd-sles-12-sp3-x86_64', osKernel: 'chain.c32' },
    },
    {
      host: 'backend-0-1',
      interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }],
      files: { installKernel: 'vmlinuz-redhat', installRamdisk: 'initrd-redhat', osKernel: undefined },
    },
  ],
  broken: {
    files: { '/opt/stack/bin/stack': command({}) },
    mistake: /\/stack list host output-format=json: exited with 1: error - invalid command "list"$/,
  },
});
