// The version of the package, and where its files lie: the same in a checkout and installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's own folder: this file is server/service/version.ts in a checkout, dist/server/service/version.js when built. */
export const packageRoot = [new URL('../..', import.meta.url), new URL('../../..', import.meta.url)]
  .map((url) => fileURLToPath(url))
  .find((folder) => existsSync(`${folder}package.json`)) as string;

export const version = (JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8')) as { version: string }).version;
export const webRoot = `${packageRoot}dist/web`;

/** Changes with every build of the dashboard: its page names its scripts by what is in them. */
export function buildOf(folder: string): string {
  const page = `${folder}/index.html`;
  if (!existsSync(page)) return version;
  return `${version}+${createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 8)}`;
}
/** The helper for the installing machine, as it is served to it. */
export const agentScript = `${packageRoot}server/http/installers/agent.sh`;
