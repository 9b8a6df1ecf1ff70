// An install loop: a machine boots its installer again and again, though each round looks well. What tells it, and what to do about it. Pure.
import type { Run } from '../run/run.ts';
import type { FindingWords } from '../vocabulary.ts';

/** One install that was begun anew may be somebody's wish, or a power cut. */
const roundsWithoutHandover = 3;

/** What is wrong with a run that began because its machine booted its installer again, in the middle of the run before; null while that may be a wish. */
export function loopFinding(round: number, before: Run, hasHandedOver: boolean): FindingWords | null {
  if (hasHandedOver)
    return {
      rule: 'install-loop',
      text: `round ${round}: it boots its installer again, though the install before had handed over to its disk`,
      remedy:
        'Its boot configuration still says install. Compare the file that it fetches (pxelinux asks for 01-<mac> before <HEXIP>) with the one that your deployer rewrites, and the boot order of its firmware.',
    };
  if (round < roundsWithoutHandover) return null;
  const { furthest } = before.snapshot.context;
  return {
    rule: 'install-loop',
    text: `round ${round}: it boots its installer again and again, and never gets beyond ${before.workflow.stages[furthest]?.title ?? before.workflow.stages[furthest]?.name ?? 'its start'}`,
    remedy: 'Look at its console, and at what its installer asks for last before it starts again.',
  };
}
