// Creates a Kadeploy source from its settings, and reads the files they name.
import { KadeploySource } from './kadeploy-source.ts';
import { readNamedFile, readSecret } from '../following/named-file.ts';

interface SourceEvents {
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
}

/** The settings of the source, after defaults. */
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

/** Reads the files that the settings name; throws a SettingsError if one cannot be read. */
export function createKadeploySource({ name, url, user, everySeconds, ...settings }: KadeploySettings & SourceEvents): KadeploySource {
  const { password: value, passwordFile: path, certificateFile, caFile, trustAnyCertificate: trustAnyone, nowMs, onTrouble } = settings;
  const password = readSecret('passwordFile', { value, path });
  const certificate = readSecret('certificateFile', { path: certificateFile });
  const ca = caFile === undefined ? undefined : readNamedFile('caFile', caFile);
  const everyMs = everySeconds * 1000;
  return new KadeploySource({ name, server: { url, ca, trustAnyone }, login: { user, password, certificate }, everyMs, nowMs, onTrouble });
}
