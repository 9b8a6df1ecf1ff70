// Detects a machine that booted its installer's kernel and then boots from disk without an install in between. Pure.
import { hasHandedOver, lastBootMs, lateNewsMs } from './boundaries.ts';
import type { Run } from '../run/run.ts';
import type { FindingWords } from '../vocabulary.ts';
import type { Stage } from '../workflow/workflow.ts';

export const unseenInstaller: FindingWords = {
  rule: 'unseen-installer',
  text: 'it boots from its disk, and its installer had asked for nothing since its ramdisk',
  remedy:
    "Was it booted into a rescue system? If not, the log of its installer's web server is not read, or is read late: see the sources.",
};

/** Whether no sign of an installer was seen since the run's kernel and ramdisk. */
function isWithoutInstaller({ workflow, snapshot }: Run): boolean {
  return !workflow.stages.some(({ name, role }) => isInstallers(role) && snapshot.context.records[name]?.count);
}

function isInstallers(role: Stage['role']): boolean {
  return role !== 'opening' && role !== 'boot' && role !== 'disk-boot' && role !== 'end';
}

/**
 * Whether a machine boots from disk without any request of its installer, unlike in its earlier runs: it had booted a rescue system, or the
 * installer gave up. 'perhaps': the installer's requests may still be read.
 */
export function isWithoutInstall(run: Run, earlier: readonly Run[], atMs: number): 'no' | 'perhaps' | 'yes' {
  if (hasHandedOver(run) || !isWithoutInstaller(run)) return 'no';
  if (!earlier.some((other) => other.workflow.name === run.workflow.name && !isWithoutInstaller(other))) return 'no';
  return atMs - lastBootMs(run) < lateNewsMs ? 'perhaps' : 'yes';
}
