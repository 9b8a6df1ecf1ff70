// Explains connection failures to a broker, by MQTT (CONNACK) and Node error codes, with a suggested fix.
import { explainConnectionFailure } from '../network/connection-failures.ts';

/** CONNACK return codes of MQTT 3.1.1 (3.2.2.3) and reason codes of MQTT 5 (3.2.2.2). */
const refusals: Record<number, string> = {
  1: 'it does not support this version of MQTT',
  2: 'it rejects the client identifier; set another clientId',
  3: 'server unavailable at the moment',
  4: 'bad user name or password; check username and passwordFile',
  5: "not authorised; check username, passwordFile and the broker's access list",
  132: 'it does not support this version of MQTT',
  133: 'it rejects the client identifier; set another clientId',
  134: 'bad user name or password; check username and passwordFile',
  135: "not authorised; check username, passwordFile and the broker's access list",
  136: 'server unavailable at the moment',
  142: 'another client took over the session: clientId must be unique',
};

const noTls: Record<string, string> = { ERR_SSL_WRONG_VERSION_NUMBER: 'the broker does not use TLS; try mqtt:// instead of mqtts://' };

/** One clause on why a connection failed. */
export function explainMqttError(error: Error & { code?: unknown }): string {
  const { code, message } = error;
  if (typeof code === 'number') return refusals[code] ?? message;
  if (message === 'connack timeout')
    return 'it accepts connections but does not answer; check that it is an MQTT broker, and whether it uses TLS';
  const known = typeof code === 'string' ? (noTls[code] ?? explainConnectionFailure(code)) : undefined;
  if (known === undefined) return message || (typeof code === 'string' ? code : 'connection failed');
  return message ? `${known} (${message})` : known;
}

export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}
