import { providerContract } from './provider-contract.ts';

providerContract({
  provider: 'ethers',
  place: '/etc/ethers',
  files: {
    '/etc/ethers': '# MAC and name\n52:54:0:aa:0:10 backend-0-0\n52:54:00:AA:00:11\t10.1.1.102 # by address\n\n52:54:00:aa:00:12 printer\n',
    '/etc/hosts': '::1 localhost\n10.1.1.101 backend-0-0.example.org backend-0-0\nfd00:1::65 backend-0-0\n10.1.1.102 backend-0-1\n',
  },
  machines: [
    {
      host: 'backend-0-0',
      interfaces: [
        { mac: '52:54:00:aa:00:10', ip: '10.1.1.101' },
        { mac: '52:54:00:aa:00:10', ip: 'fd00:1::65' },
      ],
    },
    { host: 'backend-0-1', interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }] },
    { host: 'printer', interfaces: [{ mac: '52:54:00:aa:00:12' }] },
  ],
  broken: {
    files: { '/etc/ethers': '52:54:00:aa:00:10 backend-0-0\nbackend-0-1 52:54:00:aa:00:11\n' },
    mistake: /^\/etc\/ethers:2: expected a MAC address and a name or an address: backend-0-1/,
  },
});
