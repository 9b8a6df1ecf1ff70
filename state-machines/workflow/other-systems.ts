// Network-booted systems that install nothing, recognized by their file names. Only files that neither a workflow nor the inventory assigns to an
// installer are looked up here. Pure.
import type { Sight } from '../vocabulary.ts';

interface OtherSystem {
  /** As in "the machine booted …". */
  name: string;
  /** Matches its kernel or ramdisk, by TFTP or HTTP. */
  file: RegExp;
}

const systems: readonly OtherSystem[] = [
  { name: 'the discovery image of Foreman', file: /(?:^|\/)fdi-image\/(?:vmlinuz|initrd)\d*(?:\.img)?$/i },
  { name: 'genesis, the discovery image of xCAT', file: /(?:^|\/)genesis\.(?:kernel|fs)\.[^/]+$/i },
  // MAAS uses the same kernel for commissioning and deployment: its file names do not show which.
  { name: 'the image of MAAS', file: /\/(?:boot-kernel|boot-initrd)$/i },
  { name: 'a test of its memory', file: /(?:^|\/)memtest[^/]*$/i },
  // linuxrc fetches boot/<arch>/rescue where an installer fetches boot/<arch>/root.
  { name: 'its rescue system', file: /\/boot\/(?:x86_64|aarch64|ppc64le|s390x|i386)\/rescue$/ },
];

/** The system that a fetched file belongs to; undefined if it may be an installer's. */
export function otherSystem(sight: Sight): string | undefined {
  const file = fileSent(sight);
  return file === undefined ? undefined : systems.find((system) => system.file.test(file))?.name;
}

function fileSent(sight: Sight): string | undefined {
  if (sight.kind === 'tftp') return sight.error === null ? sight.file : undefined;
  return sight.kind === 'http' && sight.status >= 200 && sight.status < 300 ? sight.path : undefined;
}
