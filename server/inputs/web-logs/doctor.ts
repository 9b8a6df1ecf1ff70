// Checks whether a web server's access log is disabled or in an unusual place. Its lines show whether the format is supported.
import { resolve } from 'node:path';
import type { BootServer } from '../contract/plug-in.ts';
import type { Check, Examined, Finding } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';

export interface AccessLogSetup {
  server: Pick<BootServer, 'name' | 'processes' | 'units'>;
  /** Its configuration. */
  files: readonly string[];
  folders: readonly string[];
  /** Matches a line that sets the path of the access log. */
  directive: RegExp;
  /** Base folder of relative paths. */
  home: string;
  /** Whether it writes an access log by default. */
  isOnByDefault: boolean;
  mend: string;
}

export const checkAccessLog = (setup: AccessLogSetup): Check => {
  return (machine) => examine(setup, machine);
};

async function examine(setup: AccessLogSetup, machine: Machine): Promise<Examined> {
  const { server, directive, home, isOnByDefault, mend } = setup;
  if (!(await machine.uses(server))) return { findings: [] };
  const said = (await configOf(setup, machine)).flatMap(({ file, text }) =>
    [...text.matchAll(directive)].map(([, path = '']) => ({ file, path: path.replace('${APACHE_LOG_DIR}', '/var/log/apache2') })),
  );
  const off = said.filter(({ path }) => path === 'off');
  const paths = said.filter(({ path }) => path !== 'off' && !/[$:]/.test(path)).map(({ path }) => resolve(home, path));
  const findings: Finding[] = off.map(({ file }) => ({
    urgency: 'quiet',
    what: `${server.name} writes no access log for some or all locations (${file}: access_log off)`,
    mend,
  }));
  if (paths.length === 0 && off.length === 0 && !isOnByDefault)
    findings.push({ urgency: 'broken', what: `${server.name} writes no access log: no CustomLog in its configuration`, mend });
  return { findings, sources: [...new Set(paths)].map((path) => ({ type: 'access-log', path, from: 'end' })) };
}

async function configOf({ files, folders }: AccessLogSetup, machine: Machine): Promise<{ file: string; text: string }[]> {
  const inFolders = await Promise.all(folders.map(async (folder) => (await machine.namesIn(folder)).map((name) => `${folder}/${name}`)));
  return Promise.all([...files, ...inFolders.flat()].map(async (file) => ({ file, text: await machine.textOr(file) })));
}
