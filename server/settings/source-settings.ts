// What the settings say about sources, and the sources of a machine whose settings say nothing: the logs and queues that are there.
import { existsSync } from 'node:fs';
import * as z from 'zod';

export const portNumber = z.int().min(0).max(65_535);
const from = z
  .enum(['end', 'beginning'])
  .default('end')
  .describe('where to start in a file that is there at the first start; later starts go on where the last one ended');
const logPath = z
  .string()
  .regex(/^[^*]*[^/]+$/, 'a file; a * only in its name, such as /var/log/httpd/*access_log')
  .describe('a file, or several by a * in its name');

/** Logs, by the format of their lines; `log`: it is recognised. */
export const logTypes = [
  'log',
  'syslog',
  'access-log',
  'ssl-access-log',
  'cobbler-install-log',
  'xcat-log',
  'fai-log',
  'starlingx-log',
  'starlingx-cli',
  'kadeploy-log',
  'kadeploy-console',
] as const;
export type LogType = (typeof logTypes)[number];
const fileSource = <T extends LogType>(type: T) =>
  z.strictObject({ type: z.literal(type), path: logPath, name: z.string().optional(), from });

const journalSource = z.strictObject({
  type: z.literal('journal'),
  directory: z
    .string()
    .optional()
    .describe("a folder with journal files, such as those of another machine; left out: this machine's journal"),
  name: z.string().optional(),
  from,
});
const mqttSource = z.strictObject({
  type: z.literal('mqtt'),
  url: z.string().regex(/^(?:mqtts?|wss?|tcp|ssl):\/\/.+/, 'an address such as mqtt://broker:1883 or mqtts://broker:8883'),
  name: z.string().optional(),
  topic: z
    .string()
    .regex(/^[^#+\s]+$/, 'one topic without wildcards')
    .default('health'),
  username: z.string().optional(),
  password: z.string().optional(),
  passwordFile: z.string().optional().describe('a file that holds the password'),
  caFile: z.string().optional().describe("PEM file of the authority that signed the broker's certificate"),
  clientId: z.string().default('install-checklist'),
});
const zmqSource = z.strictObject({
  type: z.literal('smq-zmq'),
  url: z
    .string()
    .regex(/^tcp:\/\/(?:[^\s:/]+|\[[\da-f:.]+\]):\d{1,5}$/i, 'an address such as tcp://frontend:5001')
    .default('tcp://127.0.0.1:5001')
    .describe("the publisher of a running Stacki frontend's message queue"),
  name: z.string().optional(),
});

const hostosSource = z.strictObject({
  type: z.literal('hostos'),
  manifest: z.string().optional().describe("ddt's hjson manifest: what is planned"),
  nodes: z.string().optional().describe('folder with a folder for each node, with its files'),
  name: z.string().optional(),
});

const kadeploySource = z.strictObject({
  type: z.literal('kadeploy'),
  url: z
    .string()
    .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/, 'an address such as https://kadeploy:25300, without user or password')
    .describe('the REST API of a Kadeploy 3 server'),
  name: z.string().optional(),
  user: z.string().optional().describe('who asks; only one of almighty_env_users may look into the deployments of others'),
  password: z.string().optional().describe('left out: the server knows the user by ident or by the address of this machine'),
  passwordFile: z.string().optional().describe('a file that holds the password'),
  certificateFile: z.string().optional().describe('PEM file of a certificate that the server knows the user by'),
  caFile: z.string().optional().describe("PEM file of the authority that signed the server's certificate"),
  trustAnyCertificate: z
    .boolean()
    .default(false)
    .describe('whoever answers at that address is believed, and gets the password; better: caFile'),
  everySeconds: z.number().min(1).max(3_600).default(2).describe('seconds between two looks'),
});
/** A source that the site brings along: see docs/deployers/adding-one.md. */
const moduleSource = z.strictObject({
  type: z.literal('module'),
  file: z.string().describe('an ES module that exports createSource'),
  name: z.string().optional(),
  options: z.json().optional().describe('for createSource, as they stand here'),
});

/** Without user and password: those would show wherever the address does. */
const apiAddress = (example: string) =>
  z.string().regex(/^https?:\/\/[^\s/@?#]+(?:\/[^\s@?#]*)?$/, `an address such as ${example}, without user or password`);
const starlingxSource = z
  .strictObject({
    type: z.literal('starlingx'),
    url: apiAddress('https://10.10.10.2:8119').describe('dcmanager on the system controller'),
    name: z.string().optional(),
    keystoneUrl: apiAddress('https://10.10.10.2:5000').optional().describe('Keystone, which gives tokens for user and password'),
    username: z.string().default('admin'),
    password: z.string().optional(),
    passwordFile: z.string().optional().describe('a file that holds the password'),
    project: z.string().default('admin'),
    userDomain: z.string().default('Default'),
    projectDomain: z.string().default('Default'),
    token: z.string().min(1).optional().describe('a token, instead of user and password'),
    tokenFile: z.string().optional().describe('a file that holds the token; read again when the token is refused'),
    caFile: z.string().optional().describe('PEM file of the authority that signed the certificates'),
    trustAnyCertificate: z
      .boolean()
      .default(false)
      .describe('whoever answers at these addresses is believed, and gets the password; better: caFile'),
    everySeconds: z.number().min(5).max(3_600).default(30).describe('seconds between two looks'),
  })
  .refine((it) => [it.keystoneUrl, it.token, it.tokenFile].filter((way) => way !== undefined).length === 1, {
    error: 'say one of keystoneUrl (with username and password), token and tokenFile',
  })
  .refine((it) => it.keystoneUrl === undefined || (it.password === undefined) !== (it.passwordFile === undefined), {
    error: 'with keystoneUrl say password or passwordFile',
  });
export type StarlingxSettings = z.infer<typeof starlingxSource>;

/** Ports that installers send to, with the usual number of each. */
const usualPorts = { 'smq-udp': 5_000, fai: 4_711, 'syslog-udp': 514, 'syslog-tcp': 514 } as const;
export type PortType = keyof typeof usualPorts;
const portSource = <T extends PortType>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    host: z.string().default('0.0.0.0').describe('the address of this machine to listen on'),
    port: portNumber.default(usualPorts[type]),
    name: z.string().optional(),
  });

/** An address, or a network such as 10.1.0.0/16. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'an address, or a network such as 10.1.0.0/16');
const syslogPort = <T extends PortType>(type: T) =>
  portSource(type).extend({
    bootServers: z
      .array(network)
      .max(1_000)
      .default([])
      .describe('boot servers that forward their syslog here; they are believed about other machines, nobody else is'),
  });

const typedSource = z.discriminatedUnion('type', [
  fileSource('log'),
  fileSource('syslog'),
  fileSource('access-log'),
  fileSource('ssl-access-log'),
  fileSource('cobbler-install-log'),
  fileSource('xcat-log'),
  fileSource('fai-log'),
  fileSource('starlingx-log'),
  fileSource('starlingx-cli'),
  fileSource('kadeploy-log'),
  fileSource('kadeploy-console'),
  journalSource,
  hostosSource,
  moduleSource,
  mqttSource,
  zmqSource,
  kadeploySource,
  starlingxSource,
  portSource('smq-udp'),
  portSource('fai'),
  syslogPort('syslog-udp'),
  syslogPort('syslog-tcp'),
]);
/** A path without a type is a log whose kind is recognised. */
export const sourceSchema = z.preprocess((source) => {
  const isPlain = typeof source === 'object' && source !== null && 'path' in source && !('type' in source);
  return isPlain ? { type: 'log', ...source } : source;
}, typedSource);
export type SourceSettings = z.infer<typeof sourceSchema>;
export type LogSettings = Extract<SourceSettings, { path: string }>;

export function withAbsoluteFiles(source: SourceSettings, absolute: (path: string) => string): SourceSettings {
  if ('path' in source) return { ...source, path: absolute(source.path) };
  if (source.type === 'journal') return { ...source, ...(source.directory !== undefined && { directory: absolute(source.directory) }) };
  if (source.type === 'hostos') {
    const { manifest, nodes } = source;
    return {
      ...source,
      ...(manifest !== undefined && { manifest: absolute(manifest) }),
      ...(nodes !== undefined && { nodes: absolute(nodes) }),
    };
  }
  if (source.type === 'module') return { ...source, file: absolute(source.file) };
  if (source.type !== 'mqtt' && source.type !== 'kadeploy' && source.type !== 'starlingx') return source;
  const files = Object.entries(source).filter(
    (entry): entry is [string, string] => entry[0].endsWith('File') && typeof entry[1] === 'string',
  );
  return { ...source, ...Object.fromEntries(files.map(([setting, path]) => [setting, absolute(path)])) };
}

/** Where a source reads from, in a few words. */
export function placeOf(source: SourceSettings): string {
  if ('path' in source) return source.path;
  if ('url' in source) return source.url;
  if (source.type === 'journal') return source.directory ?? 'of this machine';
  if (source.type === 'module') return source.file;
  if (source.type === 'hostos') return [source.manifest, source.nodes].filter((path) => path !== undefined).join(', ') || 'nothing';
  return `${source.type.endsWith('udp') ? 'UDP' : 'TCP'} ${source.host}:${source.port}`;
}

const log = (type: LogType) => (path: string) => ({ type, path, from: 'end' as const });

/** Logs that only their own server writes, and in a form of its own. */
const ownLogs = ['/var/log/dnsmasq.log', '/var/log/atftpd.log', '/var/log/kea/kea-dhcp4.log', '/var/log/kea/kea-dhcp6.log'];

/** The logs that a boot server usually has; those that are there, or the first of each kind where none is. And what deployers leave. */
export function usualSources(exists: (path: string) => boolean = existsSync): SourceSettings[] {
  const pick = (paths: string[]): string[] => {
    const there = paths.filter(exists);
    return there.length > 0 ? there : paths.slice(0, 1);
  };
  const folders = ['/var/log/httpd', '/var/log/apache2', '/var/log/nginx', '/var/log/lighttpd', '/var/log/caddy'];
  const accessLogs = folders.flatMap((dir) => [`${dir}/access_log`, `${dir}/access.log`, `${dir}/other_vhosts_access.log`]);
  const sslLogs = folders.slice(0, 3).map((dir) => `${dir}/ssl_access_log`);
  return [
    ...systemLogs(exists),
    ...ownLogs.filter(exists).map(log('log')),
    ...pick(accessLogs).map((path) => log(path.includes('caddy') ? 'log' : 'access-log')(path)),
    // Who has an access log and none for TLS beside it writes both into one.
    ...(accessLogs.some(exists) ? sslLogs.filter(exists) : pick(sslLogs)).map(log('ssl-access-log')),
    ...['/var/log/xcat/cluster.log', '/var/log/xcat/computes.log'].filter(exists).map(log('xcat-log')),
    ...['/var/log/cobbler/install.log'].filter(exists).map(log('cobbler-install-log')),
    ...['/var/log/fai-monitor.log'].filter(exists).map(log('fai-log')),
    // A Stacki frontend, whose publisher has the UDP port.
    ...['/opt/stack/sbin/smq-publisher'].filter(exists).map(() => zmqSource.parse({ type: 'smq-zmq' })),
  ];
}

/** What syslogd writes; where there is none, the journal. Both hold the same lines. */
function systemLogs(exists: (path: string) => boolean): SourceSettings[] {
  const files = ['/var/log/messages', '/var/log/syslog'];
  const there = files.filter(exists);
  if (there.length > 0) return there.map(log('syslog'));
  return exists('/run/systemd/journal/socket') ? [{ type: 'journal', from: 'end' }] : files.slice(0, 1).map(log('syslog'));
}
