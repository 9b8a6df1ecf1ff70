// What the settings say about sources, and the sources of a machine whose settings say nothing: the logs and queues that are there.
import { existsSync } from 'node:fs';
import * as z from 'zod';

export const portNumber = z.int().min(0).max(65_535);
const from = z
  .enum(['end', 'beginning'])
  .default('end')
  .describe('where to start in a log that exists at the first start; later starts resume at the stored position');
const logPath = z
  .string()
  .regex(/^[^*]*[^/]+$/, 'a file; * is allowed in the file name only, such as /var/log/httpd/*access_log')
  .describe('a file, or several with `*` in the file name');

const sourceName = z
  .string()
  .optional()
  .describe('name in views and logs; default: the file name, the topic or the type, with the path or address if several sources share it');

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
const fileSource = <T extends LogType>(type: T) => z.strictObject({ type: z.literal(type), path: logPath, name: sourceName, from });

const journalSource = z.strictObject({
  type: z.literal('journal'),
  directory: z.string().optional().describe("folder with journal files, such as those of another host; default: this host's journal"),
  name: sourceName,
  from,
});
const mqttSource = z.strictObject({
  type: z.literal('mqtt'),
  url: z
    .string()
    .regex(/^(?:mqtts?|wss?|tcp|ssl):\/\/.+/, 'an address such as mqtt://broker:1883 or mqtts://broker:8883')
    .describe('address of the broker'),
  name: sourceName,
  topic: z
    .string()
    .regex(/^[^#+\s]+$/, 'one topic without wildcards')
    .default('health')
    .describe('messages are read from this topic and from `<topic>/<address, MAC or host name>`'),
  username: z.string().optional().describe('user name at the broker'),
  password: z.string().optional().describe('password at the broker'),
  passwordFile: z.string().optional().describe('file that contains the password, instead of `password`'),
  caFile: z
    .string()
    .optional()
    .describe("PEM file of the authority that signed the broker's certificate; default: those that Node.js trusts"),
  clientId: z.string().default('install-checklist').describe('MQTT client identifier; must be unique at the broker'),
});
const zmqSource = z.strictObject({
  type: z.literal('smq-zmq'),
  url: z
    .string()
    .regex(/^tcp:\/\/(?:[^\s:/]+|\[[\da-f:.]+\]):\d{1,5}$/i, 'an address such as tcp://frontend:5001')
    .default('tcp://127.0.0.1:5001')
    .describe('publisher of the message queue of a running Stacki frontend'),
  name: sourceName,
});

const hostosSource = z.strictObject({
  type: z.literal('hostos'),
  manifest: z.string().optional().describe("ddt's hjson manifest: the planned deployment"),
  nodes: z.string().optional().describe('folder with one subfolder per node, containing its files'),
  name: sourceName,
});

const kadeploySource = z.strictObject({
  type: z.literal('kadeploy'),
  url: z
    .string()
    .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/, 'an address such as https://kadeploy:25300, without user or password')
    .describe('REST API of a Kadeploy 3 server'),
  name: sourceName,
  user: z.string().optional().describe('user name for the API; must be one of `almighty_env_users` to read the deployments of other users'),
  password: z
    .string()
    .optional()
    .describe('password of the user; default: none, the server identifies the user by ident or by the address of this host'),
  passwordFile: z.string().optional().describe('file that contains the password, instead of `password`'),
  certificateFile: z.string().optional().describe('PEM file of the client certificate'),
  caFile: z
    .string()
    .optional()
    .describe("PEM file of the authority that signed the server's certificate; default: those that Node.js trusts"),
  trustAnyCertificate: z
    .boolean()
    .default(false)
    .describe('skip certificate verification: any server at this address receives the password; prefer `caFile`'),
  everySeconds: z.number().min(1).max(3_600).default(2).describe('seconds between two requests'),
});
/** A source that the site brings along: see docs/deployers/adding-one.md. */
const moduleSource = z.strictObject({
  type: z.literal('module'),
  file: z.string().describe('path of an ES module that exports `createSource`'),
  name: sourceName,
  options: z.json().optional().describe('passed to `createSource` unchanged'),
});

/** Without user and password: those would show wherever the address does. */
const apiAddress = (example: string) =>
  z.string().regex(/^https?:\/\/[^\s/@?#]+(?:\/[^\s@?#]*)?$/, `an address such as ${example}, without user or password`);
const starlingxSource = z
  .strictObject({
    type: z.literal('starlingx'),
    url: apiAddress('https://10.10.10.2:8119').describe('address of dcmanager on the system controller'),
    name: sourceName,
    keystoneUrl: apiAddress('https://10.10.10.2:5000')
      .optional()
      .describe('address of Keystone, which issues tokens for user name and password'),
    username: z.string().default('admin').describe('user name for Keystone'),
    password: z.string().optional().describe('password of the user'),
    passwordFile: z.string().optional().describe('file that contains the password, instead of `password`'),
    project: z.string().default('admin').describe('Keystone project'),
    userDomain: z.string().default('Default').describe('Keystone domain of the user'),
    projectDomain: z.string().default('Default').describe('Keystone domain of the project'),
    token: z.string().min(1).optional().describe('token, instead of user name and password'),
    tokenFile: z.string().optional().describe('file that contains the token; read again when the token is rejected'),
    caFile: z.string().optional().describe('PEM file of the authority that signed the certificates; default: those that Node.js trusts'),
    trustAnyCertificate: z
      .boolean()
      .default(false)
      .describe('skip certificate verification: any server at these addresses receives the password; prefer `caFile`'),
    everySeconds: z.number().min(5).max(3_600).default(30).describe('seconds between two requests'),
  })
  .refine((it) => [it.keystoneUrl, it.token, it.tokenFile].filter((way) => way !== undefined).length === 1, {
    error: 'set one of keystoneUrl (with username and password), token and tokenFile',
  })
  .refine((it) => it.keystoneUrl === undefined || (it.password === undefined) !== (it.passwordFile === undefined), {
    error: 'keystoneUrl needs password or passwordFile',
  });
export type StarlingxSettings = z.infer<typeof starlingxSource>;

/** Ports that installers send to, with the usual number of each. */
const usualPorts = { 'smq-udp': 5_000, fai: 4_711, 'syslog-udp': 514, 'syslog-tcp': 514 } as const;
export type PortType = keyof typeof usualPorts;
const portSource = <T extends PortType>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    host: z.string().default('0.0.0.0').describe('address to listen on'),
    port: portNumber.default(usualPorts[type]).describe('port to listen on'),
    name: sourceName,
  });

/** An address, or a network such as 10.1.0.0/16. */
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'an address, or a network such as 10.1.0.0/16');
const syslogPort = <T extends PortType>(type: T) =>
  portSource(type).extend({
    bootServers: z
      .array(network)
      .max(1_000)
      .default([])
      .describe('addresses or networks of boot servers that forward their syslog here; only these may report about other machines'),
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
