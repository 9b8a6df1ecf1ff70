// TFTP messages of dnsmasq. A file is logged when its transfer ends, with the TFTP root prepended. dnsmasq strips control characters from names, so a
// name may look like a message: both ends of the line are matched, and the rest is the name.
import type { Seen } from '../contract/sighting.ts';
import { readClient } from '../contract/addresses.ts';

// sent /srv/tftp/pxelinux.0 to 10.1.1.101
// file /srv/tftp/pxelinux.cfg/01-52-54-00-aa-00-10 not found for 10.1.1.101
// failed sending /srv/tftp/shimx64.efi to 10.1.1.101
const forms = [
  { begin: 'sent ', line: /^sent (\/.+) to (\S+)$/s, error: null },
  { begin: 'file ', line: /^file (\/.+) not found for (\S+)$/s, error: 'File not found' },
  { begin: 'failed sending ', line: /^failed sending (\/.+) to (\S+)$/s, error: 'the transfer was broken off' },
] as const;
// error 8 User aborted the transfer received from 10.1.1.101
const aborted = /^error \d{1,5} .*received from (\S+)$/s;
const announcedRoot = /^TFTP root is (\/\S*)/;
const usualRoot = /^(?:\/[^/]+){0,8}?\/(?:srv\/)?tftp(?:boot|root)?\//;

/** A reader for the messages of one log, in order. */
export function createDnsmasqTftpReader(): (message: string) => Seen {
  let root = '';
  let aborter = '';
  return (message) => {
    const broken = aborter;
    aborter = aborted.exec(message)?.[1] ?? '';
    root = announcedRoot.exec(message)?.[1]?.replace(/\/*$/, '/') ?? root;
    const form = forms.find(({ begin }) => message.startsWith(begin));
    if (!form) return 'irrelevant';
    const [, path = '', client = ''] = form.line.exec(message) ?? [];
    const who = readClient(client);
    if (!who) return 'unparsed';
    // Firmware first requests a file's size and aborts: the next request fetches it.
    const error = form.begin === 'failed sending ' && broken === client ? null : form.error;
    return { sight: { kind: 'tftp', file: withoutRoot(path, root), error }, who };
  };
}

/** The requested name. The root is logged only when dnsmasq starts. */
function withoutRoot(path: string, root: string): string {
  if (root !== '' && path.startsWith(root)) return path.slice(root.length);
  return path.replace(usualRoot, '');
}
