// A Kadeploy server as the settings name it, with the files that they name read.
import { KadeploySource } from './kadeploy-source.ts';
import { readNamedFile, readSecret } from '../following/named-file.ts';

interface SourceEvents {
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
}

/** As the settings say it. */
export interface KadeploySettings {
  name: string;
  url: string;
  user?: string | undefined;
  password?: string | undefined;
  passwordFile?: string | undefined;
  certificateFile?: string | undefined;
  caFile?: string | undefined;
  trustAnyCertificate: boolean;
  everySeconds: number;
}

/** Reads the files that the settings name; throws a SettingsError when one can't be read. */
export function createKadeploySource({ name, url, user, everySeconds, ...settings }: KadeploySettings & SourceEvents): KadeploySource {
  const { password: value, passwordFile: path, certificateFile, caFile, trustAnyCertificate: trustAnyone, nowMs, onTrouble } = settings;
  const password = readSecret('passwordFile', { value, path });
  const certificate = readSecret('certificateFile', { path: certificateFile });
  const ca = caFile === undefined ? undefined : readNamedFile('caFile', caFile);
  const everyMs = everySeconds * 1000;
  return new KadeploySource({ name, server: { url, ca, trustAnyone }, login: { user, password, certificate }, everyMs, nowMs, onTrouble });
}
