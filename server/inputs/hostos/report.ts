// The deployment report of a HostOS manifest: the plan, the progress of each node, and the nodes that were skipped. Pure.
import type { DeploymentReport, DeploymentStatus, Member, MemberStatus } from '../../../state-machines/deployment/deployment.ts';
import { majorOf } from './bundles.ts';
import { deploymentIdOf, isFresh, type Manifest } from './manifest.ts';
import type { NodeState } from './node.ts';
import { wantedBy } from './operation.ts';
import { judgeManifest } from './plan.ts';

export function reportOf(manifest: Manifest, nodes: ReadonlyMap<string, NodeState>, reportedAtMs: number): DeploymentReport {
  const id = deploymentIdOf(manifest);
  const members = [...nodes].map(([node, state]) => memberOf(node, state, manifest));
  const status = statusOf(members);
  const started = members.flatMap(({ startedAt }) => startedAt ?? []).toSorted();
  const ended = members.flatMap(({ endedAt }) => endedAt ?? []).toSorted();
  const kind = isFresh(manifest) ? 'fresh install' : 'upgrade';
  return {
    id,
    workflow: isFresh(manifest) ? 'hostos' : 'hostos-upgrade',
    reportedAt: isoOf(reportedAtMs),
    title: `HostOS ${kind}${manifest.mzone === null ? '' : ` of ${manifest.mzone}`}`,
    status,
    state: status,
    startedAt: started[0] ?? null,
    endedAt: status === 'done' || status === 'failed' ? (ended.at(-1) ?? null) : null,
    parameters: parametersOf(manifest),
    error: errorOf(members),
    prerequisites: judgeManifest(manifest),
    members,
  };
}

function errorOf(members: readonly Member[]): string | null {
  const failed = members.filter((member) => member.status === 'failed');
  const [first] = failed;
  if (!first) return null;
  return `${first.backend}: ${first.detail}${failed.length > 1 ? `; and ${failed.length - 1} more` : ''}`;
}

function parametersOf({ planned, forcereboot, mzone }: Manifest): Record<string, string> {
  return {
    ...(mzone !== null && { mzone }),
    ...Object.fromEntries(planned.map(({ bundle, tag }) => [bundle, tag])),
    ...(forcereboot !== null && { forcereboot: forcereboot ? 'yes' : 'no' }),
  };
}

function memberOf(node: string, state: NodeState, manifest: Manifest): Member {
  const operation = state.operation?.id === deploymentIdOf(manifest) ? state.operation : null;
  const foreign = operation ? null : foreignMajor(state, manifest);
  const status: MemberStatus = !operation ? 'not-started' : operation.failed ? 'failed' : operation.endedAtMs === null ? 'running' : 'done';
  const pending = operation ? wantedBy(operation, manifest).filter((bundle) => !operation.seen.includes(bundle)) : [];
  return {
    backend: node,
    batch: manifest.mzone,
    status,
    state: foreign === null ? (state.stage ?? '') : 'skipped',
    detail: foreign ?? (operation?.failed ? failureText(operation.failed, pending) : null),
    startedAt: operation && isoOf(operation.startedAtMs),
    endedAt: operation?.endedAtMs ? isoOf(operation.endedAtMs) : null,
  };
}

function failureText({ bundle, text }: { bundle: string; text: string }, pending: readonly string[]): string {
  const skipped = pending.filter((other) => other !== bundle);
  return `${bundle} failed: ${text.slice(0, 300)}${skipped.length > 0 ? `; not deployed: ${skipped.join(', ')}` : ''}`;
}

/** Why an upgrade skips a node; null if it does not. */
function foreignMajor({ versions }: NodeState, manifest: Manifest): string | null {
  if (isFresh(manifest)) return null;
  const there = Object.values(versions).map(majorOf);
  const planned = manifest.planned.find(({ tag }) => there.length > 0 && !there.includes(majorOf(tag)));
  return planned
    ? `the upgrade is skipped: the node has ${there[0]}.x, ${planned.bundle} is ${majorOf(planned.tag)}.x; use bundles of ${there[0]}.x with a higher version`
    : null;
}

function statusOf(members: readonly Member[]): DeploymentStatus {
  const has = (status: MemberStatus): boolean => members.some((member) => member.status === status);
  if (has('running')) return 'running';
  if (has('failed')) return 'failed';
  if (!has('done')) return 'planned';
  return has('not-started') && members.some(({ status, state }) => status === 'not-started' && state !== 'skipped') ? 'running' : 'done';
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
