// Files named in the settings: certificates, keys, passwords. Read once at startup.
import { readFileSync } from 'node:fs';
import { SettingsError } from '../../settings/settings-error.ts';

/** Throws a SettingsError that names the setting when the file can't be read. */
export function readNamedFile(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SettingsError([`${setting}: ${path} can't be read: ${(error as Error).message}`]);
  }
}

/** The content of the file, or the setting itself. A trailing line end is not part of a password. */
export function readSecret(
  setting: string,
  { value, path }: { value?: string | undefined; path?: string | undefined },
): string | undefined {
  return path === undefined ? value : readNamedFile(setting, path).toString().trimEnd();
}
