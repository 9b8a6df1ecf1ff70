// Deployers keep a file for each machine under its name: who is given it is the machine of that name. Their own logs know it by no other.
import { normaliseHost } from '../contract/addresses.ts';

const ownFiles = [
  // xCAT. Before and behind the file itself come its parts, and a script that all nodes have.
  /^\/install\/autoinst\/(?!getinstdisk$)([^/]{1,253}?)(?:\.(?:pre|post))?$/,
  /^\/tftpboot\/xcat\/xnba\/nodes\/([^/]{1,253}?)(?:\.(?:uefi|elilo|pxelinux))?$/,
  // Cobbler
  /^\/cblr\/svc\/op\/(?:autoinstall|ks|nopxe|trig\/mode\/\w{1,20})\/system\/([^/]{1,253})$/,
];

/** What all of them begin with: few paths do, and every request is asked. */
const ownFolder = /^\/(?:install\/autoinst|tftpboot\/xcat|cblr\/svc)\//;

/** The name of the machine whose own file `path` is; undefined when it is anybody's. */
export function nodeNameIn(path: string): string | undefined {
  if (!ownFolder.test(path)) return undefined;
  for (const pattern of ownFiles) {
    const name = pattern.exec(path)?.[1];
    if (name !== undefined) return normaliseHost(name);
  }
  return undefined;
}
