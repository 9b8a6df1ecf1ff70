import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadInventory } from '../../../server/inventory/inventory-file.ts';
import { mistakesOf } from '../settings/mistakes.ts';
import { tempFolders } from '../temp-folder.ts';

const newFolder = tempFolders();
const workflows = new Set(['stacki-sles-12']);
function file(text: string): string {
  const path = join(newFolder(), 'inventory.yaml');
  writeFileSync(path, text);
  return path;
}

it('gives the backends, with addresses in one form', () => {
  const path = file(`
backends:
  - host: backend-0-0
    interfaces: [{ mac: "52-54-00-AA-00-10", ip: 10.1.1.101 }, { mac: "52:54:00:aa:01:10" }]
    workflow: stacki-sles-12
    install: { kernel: vmlinuz, ramdisk: initrd }
    os: { kernel: chain.c32 }
  - host: login1
    interfaces: [{ ip: "2001:DB8::1" }]
`);
  expect(loadInventory(path, workflows)).toEqual([
    {
      host: 'backend-0-0',
      interfaces: [{ mac: '52:54:00:aa:00:10', ip: '10.1.1.101' }, { mac: '52:54:00:aa:01:10' }],
      workflow: 'stacki-sles-12',
      files: { installKernel: 'vmlinuz', installRamdisk: 'initrd', osKernel: 'chain.c32' },
    },
    { host: 'login1', interfaces: [{ ip: '2001:db8::1' }], files: {} },
  ]);
});

it.each(['clean', 'profile-500', 'four-at-once'])('reads that of sample-logs/%s', (story) => {
  expect(loadInventory(`sample-logs/${story}/inventory.yaml`, workflows).length).toBeGreaterThan(0);
});

describe('every mistake is listed', () => {
  it('of the shape', () => {
    const path = file(`
backends:
  - host: a
    interfaces: [{ mac: "52:54:00", ip: 10.1.1.999 }]
  - host: b
    interfaces: []
    kernel: vmlinuz
  - interfaces: [{ ip: 10.1.1.1 }]
`);
    expect(mistakesOf(() => loadInventory(path, workflows))).toEqual([
      `${path}:4: backends.0.interfaces.0.mac: a MAC address such as 52:54:00:aa:00:10`,
      `${path}:4: backends.0.interfaces.0.ip: an IP address`,
      `${path}:6: backends.1.interfaces: at least one interface with a MAC or an address`,
      expect.stringMatching(/backends\.1: .*kernel/),
      expect.stringMatching(/backends\.2\.host: .*string/),
    ]);
  });

  it('of the sense: what is there twice, and workflows that are not', () => {
    const path = file(`
backends:
  - { host: a, interfaces: [{ mac: "52:54:00:aa:00:10", ip: 10.1.1.101 }], workflow: unheard-of }
  - { host: b, interfaces: [{ mac: "52:54:00:AA:00:10", ip: 10.1.1.101 }] }
  - { host: A, interfaces: [{ ip: 10.1.1.103 }] }
`);
    expect(mistakesOf(() => loadInventory(path, workflows))).toEqual([
      `${path}:3: a: no workflow is called unheard-of`,
      `${path}:5: a appears twice`,
      `${path}:4: the MAC address 52:54:00:aa:00:10 appears twice`,
      `${path}:4: the address 10.1.1.101 appears twice`,
    ]);
  });
});
