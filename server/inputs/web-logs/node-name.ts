// Deployers serve files named after a machine: the client that fetches such a file is that machine. The deployers' own logs know it by no other name.
import { normaliseHost } from '../contract/addresses.ts';

const ownFiles = [
  // xCAT. The file itself is fetched between its .pre and .post parts; getinstdisk is a script for all nodes.
  /^\/install\/autoinst\/(?!getinstdisk$)([^/]{1,253}?)(?:\.(?:pre|post))?$/,
  /^\/tftpboot\/xcat\/xnba\/nodes\/([^/]{1,253}?)(?:\.(?:uefi|elilo|pxelinux))?$/,
  // Cobbler
  /^\/cblr\/svc\/op\/(?:autoinstall|ks|nopxe|trig\/mode\/\w{1,20})\/system\/([^/]{1,253})$/,
];

/** Common prefix of all patterns: few paths have it, and every request is checked. */
const ownFolder = /^\/(?:install\/autoinst|tftpboot\/xcat|cblr\/svc)\//;

/** The name of the machine that `path` belongs to; undefined if it belongs to none. */
export function nodeNameIn(path: string): string | undefined {
  if (!ownFolder.test(path)) return undefined;
  for (const pattern of ownFiles) {
    const name = pattern.exec(path)?.[1];
    if (name !== undefined) return normaliseHost(name);
  }
  return undefined;
}
