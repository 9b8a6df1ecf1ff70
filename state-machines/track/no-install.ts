// A machine that booted its installer's kernel and boots from its disk then, without an install between: what tells it. Pure.
import { hasHandedOver, lastBootMs, lateNewsMs } from './boundaries.ts';
import type { Run } from '../run/run.ts';
import type { FindingWords } from '../vocabulary.ts';
import type { Stage } from '../workflow/workflow.ts';

export const unseenInstaller: FindingWords = {
  rule: 'unseen-installer',
  text: 'it boots from its disk, and its installer had asked for nothing since its ramdisk',
  remedy:
    'Was it booted into a rescue system? Else the log of the web server that its installer asks is not read, or comes late: see the sources.',
};

/** Whether nothing was seen of an installer since the run's kernel and ramdisk. */
function isWithoutInstaller({ workflow, snapshot }: Run): boolean {
  return !workflow.stages.some(({ name, role }) => isInstallers(role) && snapshot.context.records[name]?.count);
}

function isInstallers(role: Stage['role']): boolean {
  return role !== 'opening' && role !== 'boot' && role !== 'disk-boot' && role !== 'end';
}

/**
 * A machine boots from its disk though its installer has asked for nothing, where those of its earlier runs did: what it had booted was a rescue
 * system, or gave up. 'perhaps': what the installer asked for may still be read.
 */
export function isWithoutInstall(run: Run, earlier: readonly Run[], atMs: number): 'no' | 'perhaps' | 'yes' {
  if (hasHandedOver(run) || !isWithoutInstaller(run)) return 'no';
  if (!earlier.some((other) => other.workflow.name === run.workflow.name && !isWithoutInstaller(other))) return 'no';
  return atMs - lastBootMs(run) < lateNewsMs ? 'perhaps' : 'yes';
}
