// Creates a StarlingX source from its settings: reads the files they name and prepares the clients for dcmanager and Keystone. No connection is
// opened yet.
import type { StarlingxSettings } from '../settings.ts';
import { ApiClient, type ApiServer } from '../../network/api-client.ts';
import { Dcmanager } from './dcmanager.ts';
import { givenToken, PasswordTokens, type Tokens } from './keystone.ts';
import { readNamedFile, readSecret } from '../../following/named-file.ts';
import { StarlingxSource, type StarlingxOptions } from './starlingx-source.ts';

type Common = Pick<StarlingxOptions, 'nowMs' | 'onTrouble' | 'wait'> & Pick<ApiServer, 'timeoutMs'>;

/** Throws a SettingsError if a file cannot be read. */
export function createStarlingxSource(settings: StarlingxSettings & { name: string } & Common): StarlingxSource {
  const { name, url, everySeconds, nowMs, onTrouble, wait } = settings;
  const server: Omit<ApiServer, 'url'> = {
    ca: settings.caFile === undefined ? undefined : readNamedFile('caFile', settings.caFile),
    trustAnyone: settings.trustAnyCertificate,
    timeoutMs: settings.timeoutMs,
  };
  const api = new ApiClient({ ...server, url });
  const keystone = settings.keystoneUrl === undefined ? undefined : new ApiClient({ ...server, url: settings.keystoneUrl });
  const close = (): void => {
    api.close();
    keystone?.close();
  };
  const dcmanager = new Dcmanager(api, tokensOf(settings, keystone));
  return new StarlingxSource({ name, url, dcmanager, everyMs: everySeconds * 1000, nowMs, onTrouble, wait, close });
}

function tokensOf(settings: StarlingxSettings & Common, keystone: ApiClient | undefined): Tokens {
  if (!keystone) return givenToken(settings);
  const { username, project, userDomain, projectDomain, password: value, passwordFile: path, nowMs } = settings;
  const password = readSecret('passwordFile', { value, path }) ?? '';
  return new PasswordTokens(keystone, { username, password, project, userDomain, projectDomain }, nowMs);
}
