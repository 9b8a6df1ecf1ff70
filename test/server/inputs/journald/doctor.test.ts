import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { examineJournal } from '../../../../server/inputs/journald/doctor.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const persistent = '/var/log/journal/3d1219c7c4c5404aaa1f6d2a48adfda4/system.journal';
const volatile = '/run/log/journal/3d1219c7c4c5404aaa1f6d2a48adfda4/system.journal';
/** As the service that docs/checklist.service sets up sees them: its user is in the groups adm and systemd-journal only. */
const service = { '/etc/systemd/system/checklist.service': '[Service]\n', '/etc/group': 'adm:x:4:\nsystemd-journal:x:999:\n' };

async function examine(files: Record<string, string>, closed: readonly string[] = []) {
  const root = layOut(files);
  chmodSync(root, 0o755);
  for (const path of closed) chmodSync(join(root, path), 0o600);
  return examineJournal(undefined, new Machine(root));
}

it.each<[string, Record<string, string>]>([
  ['on disk', { [persistent]: '' }],
  ['in memory', { [volatile]: '' }],
  ['that is not there', {}],
])('nothing is to be said of a journal %s that all may read', async (_, files) => {
  expect(await examine({ ...service, ...files })).toEqual({ place: 'the journal of this machine', state: null, findings: [] });
});

it.each([
  ['on disk', persistent],
  ['in memory', volatile],
])('each file of a journal %s that the service may not read is told', async (_, closed) => {
  const { state, findings } = await examine({ ...service, [persistent]: '', [volatile]: '' }, [closed]);
  expect(state).toBe('can’t be read');
  expect(findings).toMatchObject([
    { urgency: 'broken', what: expect.stringMatching(new RegExp(`^${closed} cannot be read: permission denied`)) },
  ]);
});
