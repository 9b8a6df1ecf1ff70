import { expect, it } from 'vitest';
import { nodeNameIn } from '../../../../server/inputs/web-logs/node-name.ts';

it.each([
  ['/install/autoinst/cn01', 'cn01'],
  ['/install/autoinst/CN01.pre', 'cn01'],
  ['/install/autoinst/cn01.example.com', 'cn01.example.com'],
  ['/tftpboot/xcat/xnba/nodes/cn01', 'cn01'],
  ['/tftpboot/xcat/xnba/nodes/cn01.uefi', 'cn01'],
  ['/cblr/svc/op/autoinstall/system/web01', 'web01'],
  ['/cblr/svc/op/trig/mode/pre/system/web01', 'web01'],
  ['/cblr/svc/op/nopxe/system/web01', 'web01'],
  ['/install/autoinst/getinstdisk', undefined],
  ['/install/autoinst/', undefined],
  ['/install/autoinst/a b', undefined],
  ['/install/autoinst/10.1.1.101', undefined],
  ['/install/autoinst/x/cn01', undefined],
  ['/tftpboot/xcat/xnba/nets/10.1.1.0_24', undefined],
  ['/cblr/svc/op/autoinstall/profile/rhel9', undefined],
  [`/install/autoinst/${'x'.repeat(300)}`, undefined],
])('%s: %s', (path, name) => {
  expect(nodeNameIn(path)).toBe(name);
});
