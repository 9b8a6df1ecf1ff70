// Login data for an MQTT broker from the settings, including the files they name. For the source and for `checklist publish`.
import { readNamedFile, readSecret } from '../following/named-file.ts';

export interface MqttLoginSettings {
  username?: string | undefined;
  password?: string | undefined;
  /** A file that holds the password. */
  passwordFile?: string | undefined;
  /** PEM file of the authority that signed the broker's certificate. */
  caFile?: string | undefined;
}

export interface MqttLogin {
  username?: string;
  password?: string;
  ca?: Buffer;
}

/** Throws a SettingsError when a file can't be read. */
export function readMqttLogin({ username, password, passwordFile, caFile }: MqttLoginSettings): MqttLogin {
  const secret = readSecret('passwordFile', { value: password, path: passwordFile });
  return {
    ...(username !== undefined && { username }),
    ...(secret !== undefined && { password: secret }),
    ...(caFile !== undefined && { ca: readNamedFile('caFile', caFile) }),
  };
}
