// Why a file cannot be read, and which group to join. From the modes of the file and of its parent folders.
import { access, constants, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Finding } from './finding.ts';
import type { Machine } from './machine.ts';

/** What the service's unit runs as (docs/checklist.service). */
const unitPath = '/etc/systemd/system/checklist.service';
const unitGroups = ['adm', 'systemd-journal'];

export interface Way {
  path: string;
  group: number;
  mode: number;
  isFolder: boolean;
}

export interface Refused {
  way: readonly Way[];
  /** Ids of groups by their names. */
  groups: ReadonlyMap<string, number>;
  user: string;
}

/** A finding if this process, or the service's user, can't read it. */
export async function readability(path: string, machine: Machine): Promise<Finding[]> {
  const denied = await access(machine.real(path), constants.R_OK).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES' || error.code === 'EPERM',
  );
  if (denied) return [whyNot(path, { way: await wayTo(path, machine), groups: await groupsOf(machine), user: userInfo().username })];
  // Root reads everything; the service of the unit is not root.
  if (!(await machine.files.exists(unitPath)) || (await unitReadsAll(machine))) return [];
  const groups = await groupsOf(machine);
  const ids = unitGroups.flatMap((name) => groups.get(name) ?? []);
  const barrier = (await wayTo(path, machine)).find((step) => !isOpen(step, ids));
  if (!barrier) return [];
  const mend = 'systemctl edit checklist   # see “Logs that only root may read” in docs/service.md';
  return [{ ...refusal(path, barrier, groups), mend }];
}

/** Whether a drop-in lets the service read everything. */
async function unitReadsAll(machine: Machine): Promise<boolean> {
  const folder = `${unitPath}.d`;
  const texts = await Promise.all((await machine.namesIn(folder)).map((name) => machine.textOr(`${folder}/${name}`)));
  return texts.some((text) => /^\s*AmbientCapabilities=.*\bCAP_DAC_(?:READ_SEARCH|OVERRIDE)\b|^\s*User=root\s*$/m.test(text));
}

/** What denies access to `user`, and the command that grants it. */
export function whyNot(path: string, { way, groups, user }: Refused): Finding {
  const barrier = way.find((step) => !isOpen(step, []));
  if (!barrier) return { urgency: 'broken', what: `${path} cannot be read: permission denied`, mend: `namei -l ${path}` };
  const name = nameOf(barrier.group, groups);
  const needed = barrier.isFolder ? 0o010 : 0o040;
  const isGroupIn = (barrier.mode & needed) === needed && barrier.group !== 0 && name !== undefined;
  const mend = isGroupIn
    ? `usermod -aG ${name} ${user}   # then log in again`
    : `setfacl -m u:${user}:${barrier.isFolder ? 'rx' : 'r'} ${barrier.path}${barrier.isFolder ? '' : '   # until it is rotated'}`;
  return { ...refusal(path, barrier, groups), mend };
}

function refusal(path: string, { path: at, group, mode }: Way, groups: ReadonlyMap<string, number>): Finding {
  const place = at === path ? '' : `${at}: `;
  const bits = (mode & 0o777).toString(8).padStart(4, '0');
  return {
    urgency: 'broken',
    what: `${path} cannot be read: permission denied (${place}group ${nameOf(group, groups) ?? group}, mode ${bits})`,
  };
}

/** Whether it is open to others, or to one of these groups. */
function isOpen({ mode, group, isFolder }: Way, groups: readonly number[]): boolean {
  const bit = isFolder ? 0o1 : 0o4;
  return (mode & bit) !== 0 || (groups.includes(group) && (mode & (bit << 3)) !== 0);
}

/** The parent folders, then the file, as far as they can be examined. */
async function wayTo(path: string, machine: Machine): Promise<Way[]> {
  const parts = path.split('/').slice(1);
  const paths = parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`);
  const steps = await Promise.all(
    paths.map(async (one): Promise<Way[]> => {
      const found = await stat(machine.real(one)).catch(() => undefined);
      return found ? [{ path: one, group: found.gid, mode: found.mode, isFolder: found.isDirectory() }] : [];
    }),
  );
  return steps.flat();
}

async function groupsOf(machine: Machine): Promise<Map<string, number>> {
  const lines = (await machine.textOr('/etc/group')).split('\n').map((line) => line.split(':'));
  return new Map(lines.flatMap(([name, , id]) => (name && id ? [[name, Number(id)] as const] : [])));
}

function nameOf(id: number, groups: ReadonlyMap<string, number>): string | undefined {
  return [...groups].find(([, group]) => group === id)?.[0];
}
