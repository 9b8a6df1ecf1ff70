import { describe, expect, it } from 'vitest';
import { otherSystem } from '../../../state-machines/workflow/other-systems.ts';

const tftp = (file: string, error: string | null = null) => ({ kind: 'tftp', file, error }) as const;
const http = (path: string, status = 200) => ({ kind: 'http', path, query: '', status }) as const;

describe('a system that installs nothing', () => {
  it.each([
    [tftp('boot/fdi-image/vmlinuz0'), 'the discovery image of Foreman'],
    [http('/boot/fdi-image/initrd0.img'), 'the discovery image of Foreman'],
    [tftp('xcat/genesis.kernel.x86_64'), 'genesis, the discovery image of xCAT'],
    [http('/tftpboot/xcat/genesis.fs.x86_64.gz'), 'genesis, the discovery image of xCAT'],
    [http('/images/ubuntu/amd64/ga-22.04/jammy/stable/boot-kernel'), 'the image of MAAS'],
    [tftp('memtest86+'), 'a test of its memory'],
    [http('/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/rescue'), 'its rescue system'],
  ])('is told by %o', (sight, name) => {
    expect(otherSystem(sight)).toBe(name);
  });

  it.each([
    tftp('xcat/genesis.kernel.x86_64', 'File not found'),
    http('/sles/boot/x86_64/rescue', 404),
    http('/sles/boot/x86_64/root'),
    http('/notes/rescue'),
    tftp('vmlinuz-sles-12-sp3-x86_64'),
    tftp('boot/fdi-image/pxelinux.cfg'),
    { kind: 'text', text: 'genesis.kernel.x86_64' } as const,
  ])('is not told by %o', (sight) => {
    expect(otherSystem(sight)).toBeUndefined();
  });
});
