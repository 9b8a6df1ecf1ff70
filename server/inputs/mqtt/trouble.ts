// What can be wrong between us and a broker, in words that say what to do. By the codes of MQTT (CONNACK) and of Node.
import { explainConnectionFailure } from '../network/connection-failures.ts';

/** CONNACK return codes of MQTT 3.1.1 (3.2.2.3) and reason codes of MQTT 5 (3.2.2.2). */
const refusals: Record<number, string> = {
  1: 'it refuses this version of MQTT',
  2: 'it refuses our client id; clientId in the settings is another',
  3: 'it refuses everybody at the moment (server unavailable)',
  4: 'it refuses our user name or password; check username and passwordFile',
  5: 'it refuses us (not authorised); check username, passwordFile and its access list',
  132: 'it refuses this version of MQTT',
  133: 'it refuses our client id; clientId in the settings is another',
  134: 'it refuses our user name or password; check username and passwordFile',
  135: 'it refuses us (not authorised); check username, passwordFile and its access list',
  136: 'it refuses everybody at the moment (server unavailable)',
  142: 'another client took our place: is a second one called the same? (clientId)',
};

const noTls: Record<string, string> = { ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS is spoken there; mqtt:// instead of mqtts://?' };

/** One clause on why a connection failed. */
export function explainMqttError(error: Error & { code?: unknown }): string {
  const { code, message } = error;
  if (typeof code === 'number') return refusals[code] ?? message;
  if (message === 'connack timeout') return 'it takes connections and does not answer; is it an MQTT broker, and is TLS right?';
  const known = typeof code === 'string' ? (noTls[code] ?? explainConnectionFailure(code)) : undefined;
  if (known === undefined) return message || (typeof code === 'string' ? code : 'connection failed');
  return message ? `${known} (${message})` : known;
}

export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
