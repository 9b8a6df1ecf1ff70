// Turns the machines of a deployment into the lines of its list: each batch under its head. Pure.
import type { DeploymentView, MemberStatus, MemberView } from '../../state-machines/deployment/deployment.ts';
import { batchesOf, countMembers, countsWords } from '../../state-machines/view/deployment-words.ts';

export type MemberLine = { kind: 'batch'; title: string; words: string } | { kind: 'member'; member: MemberView };

/** `wanted`: only these statuses; empty for all. A batch without matching machines has no head. */
export function memberLines(
  { members, order, status }: Pick<DeploymentView, 'members' | 'order' | 'status'>,
  wanted: readonly MemberStatus[],
): MemberLine[] {
  const batches = batchesOf({ members, order });
  const onlyOne = batches.length === 1 && batches[0]?.name === null;
  return batches.flatMap(({ name, members: own }) => {
    const shown = own.filter((member) => wanted.length === 0 || wanted.includes(member.status));
    if (shown.length === 0) return [];
    const head: MemberLine = {
      kind: 'batch',
      title: name === null ? 'No batch' : /^\d+$/.test(name) ? `Batch ${name}` : name,
      words: countsWords({ counts: countMembers(own), status }),
    };
    return [...(onlyOne ? [] : [head]), ...shown.map((member) => ({ kind: 'member', member }) as const)];
  });
}
