// Whether the journal can be read: its files have the group systemd-journal.
import type { ExaminedSource } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';
import { readability } from '../../doctor/contract/readable.ts';

const folders = ['/var/log/journal', '/run/log/journal'];

export async function examineJournal(_settings: unknown, machine: Machine): Promise<ExaminedSource> {
  const files = await Promise.all(
    folders.map(async (folder) => (await machine.namesIn(folder)).map((id) => `${folder}/${id}/system.journal`)),
  );
  const findings = (await Promise.all(files.flat().map((path) => readability(path, machine)))).flat();
  return { place: 'the journal of this machine', state: findings.length > 0 ? 'can’t be read' : null, findings };
}
