// Machines that only exist for this test, one to each source. What they "do" marks how far a source has been read: a line of theirs that the
// service shows has been stored, and so has everything in front of it.

export const logNames = ['messages', 'access_log', 'ssl_access_log'] as const;
export type LogName = (typeof logNames)[number];
export type SourceName = LogName | 'mqtt';

const mac = '02:00:00:00:00:01';
const ips = { access_log: '10.99.0.2', ssl_access_log: '10.99.0.3', mqtt: '10.99.0.4' };
export const markerTopic = `health/${ips.mqtt}`;
/** Name of the machine. */
export const markerHost = (source: SourceName): string => `chaos-${source.replaceAll('_', '-')}`;

/** Their entries, to be put behind those of a story's inventory.yaml. */
export const markerInventory = [
  `  - host: ${markerHost('messages')}\n    interfaces: [{ mac: "${mac}" }]\n    workflow: stacki-sles-12\n`,
  ...(['access_log', 'ssl_access_log', 'mqtt'] as const).map(
    (source) => `  - host: ${markerHost(source)}\n    interfaces: [{ ip: ${ips[source]} }]\n    workflow: stacki-sles-12\n`,
  ),
].join('');

const month = (at: Date): string => at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
const day = (at: Date, filler: string): string => String(at.getUTCDate()).padStart(2, filler);
const clock = (at: Date): string => at.toISOString().slice(11, 19);

/** The line that marks log `name` with `number` at a time. */
export function markerLine(name: LogName, number: number, atMs: number): string {
  const at = new Date(atMs);
  if (name === 'messages')
    return `${month(at)} ${day(at, ' ')} ${clock(at)} frontend-0-0 dhcpd[${number}]: DHCPDISCOVER from ${mac} via eth1`;
  const stamp = `[${day(at, '0')}/${month(at)}/${at.getUTCFullYear()}:${clock(at)} +0000]`;
  return name === 'access_log'
    ? `${ips.access_log} - - ${stamp} "GET /install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/config?${number}! HTTP/1.1" 200 213 "-" "Wget"`
    : `${ips.ssl_access_log} - - ${stamp} "GET /install/sbin/profile.cgi?os=sles&arch=x86_64&np=${number}! HTTP/1.1" 200 4512`;
}

/** The first opens a run, the others are an installer's words. */
export function markerPayload(number: number): string {
  return JSON.stringify(number === 1 ? { systest: 'Config_Sent', flag: 'False', msg: '' } : { state: `marker ${number}!` });
}

/** What the API shows of `source` once its marker `number` is read. */
function markerText(source: SourceName, number: number): string {
  if (source === 'messages') return `dhcpd[${number}]:`;
  return source === 'mqtt'
    ? number === 1
      ? 'Config_Sent'
      : `marker ${number}!`
    : source === 'access_log'
      ? `?${number}!`
      : `np=${number}!`;
}

/** Whether the service at `url` has read it; false when it does not answer. */
export async function isRead(url: string, source: SourceName, number: number): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/v1/backends/${markerHost(source)}`, { signal: AbortSignal.timeout(2_000) });
    const { runs } = (await answer.json()) as { runs?: { message: string | null; stages: { evidence: { text: string }[] }[] }[] };
    const run = runs?.at(-1);
    const texts = [run?.message ?? '', ...(run?.stages.flatMap(({ evidence }) => evidence.map(({ text }) => text)) ?? [])];
    return texts.some((text) => text.includes(markerText(source, number)));
  } catch {
    return false;
  }
}
