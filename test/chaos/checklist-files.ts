// checklist.log, and what logrotate makes of it.
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checklistPath, type Round } from './round-files.ts';

/** All of them. */
export function checklistFiles(round: Round): string[] {
  const name = basename(checklistPath(round));
  return readdirSync(round.folder)
    .filter((other) => other.startsWith(name))
    .map((other) => join(round.folder, other));
}

/** Without a new one: the service makes it. */
export function rotateChecklist(round: Round): void {
  const path = checklistPath(round);
  if (!existsSync(path)) return;
  const older = checklistFiles(round).length - 1;
  if (round.plan.naming === 'number') for (let n = older; n > 0; n--) renameSync(`${path}.${n}`, `${path}.${n + 1}`);
  renameSync(path, round.plan.naming === 'number' ? `${path}.1` : `${path}-${20261121 + older}`);
}
