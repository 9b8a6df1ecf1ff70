// Reads the nodes of an xCAT management node with lsdef(1). Accepts stanzas and the output without -z.
import { normaliseIp } from '../contract/addresses.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import { readHardwareAddress } from '../../inventory/hardware-address.ts';
import type { Asked, KnownMachine, Provider } from '../../inventory/provider.ts';

const args = ['-t', 'node', '-z', '-i', 'ip,mac,os,provmethod'];

export const xcat: Provider = {
  name: 'xcat',
  usualPlaces: ['/opt/xcat/bin/lsdef'],
  asks: 'command',
  knowsInstalls: true,
  read: async (asked) => readStanzas(await asked.site.output(asked.place, args), asked),
};

type Stanza = Map<string, string>;

function readStanzas(text: string, { place, workflows }: Asked): KnownMachine[] {
  const nodes = new Map<string, Stanza>();
  let stanza: Stanza | undefined;
  for (const line of text.split('\n')) {
    const name = /^(?:Object name: )?([^\s:#=]+):?\s*$/.exec(line)?.[1];
    const [, attribute, value = ''] = /^\s+([\w.]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) nodes.set(name, (stanza = new Map()));
    else if (attribute !== undefined) stanza?.set(attribute.toLowerCase(), value.trim());
  }
  if (nodes.size === 0 && text.trim() !== '' && !/^Could not find any object/m.test(text))
    throw new SettingsError([`${place} ${args.join(' ')}: no nodes in the output: ${text.trim().split('\n')[0]}`]);
  return [...nodes]
    .filter(([, values]) => (values.get('objtype') ?? 'node') === 'node')
    .map(([host, values]) => ({
      host,
      interfaces: interfacesOf(host, values),
      ...(workflows.has('xcat') && isInstalled(values) && { workflow: 'xcat' }),
      at: `${place} ${host}`,
    }));
}

/** `mac1!node5|mac2!node5-eth1`: a MAC without a name belongs to the node itself. A MAC with another name has that name's address. */
function interfacesOf(host: string, values: Stanza): KnownMachine['interfaces'] {
  const ip = normaliseIp(values.get('ip') ?? '');
  const macs = (values.get('mac') ?? '').split('|').flatMap((part) => {
    const [address = '', name = host] = part.split('!');
    const mac = readHardwareAddress(address);
    return mac === undefined ? [] : [{ mac, isOwn: name === host }];
  });
  if (macs.length === 0) return ip === undefined ? [] : [{ ip }];
  return macs.map(({ mac, isOwn }) => (isOwn && ip !== undefined ? { mac, ip } : { mac }));
}

/** `install`, `netboot` (stateless), `statelite`, or an image name. Only installations to disk follow our workflow. */
function isInstalled(values: Stanza): boolean {
  return /(?:^|-)install(?:-|$)/.test(values.get('provmethod') ?? '');
}
