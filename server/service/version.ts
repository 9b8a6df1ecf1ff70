// The version of the package and the paths of its files, in a checkout and installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's own folder: this file is server/service/version.ts in a checkout, dist/server/service/version.js when built. */
export const packageRoot = [new URL('../..', import.meta.url), new URL('../../..', import.meta.url)]
  .map((url) => fileURLToPath(url))
  .find((folder) => existsSync(`${folder}package.json`)) as string;

export const version = (JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8')) as { version: string }).version;
export const webRoot = `${packageRoot}dist/web`;

/** Changes with every build of the dashboard, because the page names its scripts by their content hash. */
export function buildOf(folder: string): string {
  const page = `${folder}/index.html`;
  if (!existsSync(page)) return version;
  return `${version}+${createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 8)}`;
}
/** The helper script for installing machines, as served at `/agent.sh`. */
export const agentScript = `${packageRoot}server/http/installers/agent.sh`;
