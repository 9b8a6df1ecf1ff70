// Detects an install loop: a machine boots its installer again and again, though each round looks well. Pure.
import type { Run } from '../run/run.ts';
import type { FindingWords } from '../vocabulary.ts';

/** A single restarted install may be intended, or caused by a power cut. */
const roundsWithoutHandover = 3;

/**
 * The finding for a run that began because the machine booted its installer again in the middle of the previous run; null if that may be
 * intended.
 */
export function loopFinding(round: number, before: Run, hasHandedOver: boolean): FindingWords | null {
  if (hasHandedOver)
    return {
      rule: 'install-loop',
      text: `round ${round}: it boots its installer again, though the install before had handed over to its disk`,
      remedy:
        'Its boot configuration still selects the installer. Compare the file that it fetches (pxelinux requests 01-<mac> before <HEXIP>) with the one that your deployer rewrites, and check the boot order of its firmware.',
    };
  if (round < roundsWithoutHandover) return null;
  const { furthest } = before.snapshot.context;
  return {
    rule: 'install-loop',
    text: `round ${round}: it boots its installer again and again, and never gets beyond ${before.workflow.stages[furthest]?.title ?? before.workflow.stages[furthest]?.name ?? 'its start'}`,
    remedy: 'Check its console, and the last request of its installer before it restarts.',
  };
}
