// The deployment report of a dcmanager strategy: its parameters, batches, the progress of each subcloud, and the cause of failures.
import type {
  DeploymentReport,
  DeploymentStatus,
  Member,
  MemberStatus,
  Prerequisite,
} from '../../../state-machines/deployment/deployment.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import type { StepFacts, StrategyFacts } from './facts.ts';
import { isOver, isRunning, notStarted } from './states.ts';

export interface StrategyLook {
  strategy: StrategyFacts;
  /** Empty until they are known. */
  steps: readonly StepFacts[];
  /** Keyed by subcloud. */
  batches: ReadonlyMap<string, string>;
  prerequisites: readonly Prerequisite[];
  /** Epoch milliseconds. */
  atMs: number;
  /** How far the system controller's clock is ahead of the clock of `atMs`. */
  aheadMs: number;
  /** dcmanager no longer has the strategy. */
  gone?: boolean;
}

/** Only one strategy exists at a time, and the command line does not show its id. Type and creation time identify it in both API and tables. */
export function deploymentIdOf({ type, createdAtMs }: StrategyFacts): string {
  return `starlingx:${type}@${createdAtMs === null ? 'unknown' : isoOf(createdAtMs)}`;
}

export function workflowOf({ type }: Pick<StrategyFacts, 'type'>): string {
  const name = `starlingx-${type === 'software' ? 'sw-deploy' : type}`;
  return builtInWorkflows.has(name) ? name : 'starlingx-strategy';
}

export function reportOf(look: StrategyLook): DeploymentReport {
  const { strategy, steps, atMs, aheadMs } = look;
  const status = statusOf(look);
  const atOnce = Number(strategy.atOnce ?? NaN);
  return {
    id: deploymentIdOf(strategy),
    workflow: workflowOf(strategy),
    reportedAt: isoOf(atMs),
    title: titleOf(strategy),
    status,
    state: look.gone ? 'deleted' : strategy.state,
    ...timesOf(look, status),
    parameters: parametersOf(strategy, aheadMs),
    ...(strategy.applyType !== null && { order: strategy.applyType === 'serial' ? 'serial' : 'parallel' }),
    ...(Number.isSafeInteger(atOnce) && { atOnce }),
    ...(strategy.stopOnFailure !== null && { stopOnFailure: /^true$/i.test(strategy.stopOnFailure) }),
    error: errorOf(look, status),
    prerequisites: [...look.prerequisites],
    members: steps.map((step) => memberOf(step, look)),
  };
}

function titleOf({ type, arguments: given }: StrategyFacts): string {
  const to = given['release_id'] ?? given['to-version'] ?? given['prestage-software-version'];
  return to === undefined ? `StarlingX ${type}` : `StarlingX ${type} to ${to}`;
}

const statuses: Record<string, DeploymentStatus> = {
  initial: 'planned',
  applying: 'running',
  'abort requested': 'running',
  aborting: 'running',
  complete: 'done',
  failed: 'failed',
  aborted: 'aborted',
};

/** During deletion, the steps show how the strategy ended. Only a strategy that is finished or not started can be deleted. */
function statusOf({ strategy, steps, gone = false }: StrategyLook): DeploymentStatus {
  const known = statuses[strategy.state];
  const isDeleting = strategy.state === 'deleting' || strategy.state === 'deleted';
  const ended = known === 'done' || known === 'failed' || known === 'aborted';
  if (ended || (!isDeleting && !gone)) return known ?? 'running';
  if (steps.length > 0 && steps.every(({ state }) => state === notStarted)) return 'aborted';
  if (steps.length === 0 || steps.some(isRunning)) return 'lost';
  if (steps.some(({ state }) => state === 'failed')) return 'failed';
  return steps.every(({ state }) => state === 'complete') ? 'done' : 'aborted';
}

/** A strategy starts with its first subcloud and ends when no subcloud is running. After a failure, that is later than its state indicates. */
function timesOf({ strategy, steps, atMs, aheadMs }: StrategyLook, status: DeploymentStatus) {
  const started = steps.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const finished = steps.flatMap(({ finishedAtMs }) => finishedAtMs ?? []);
  const isEnded = status !== 'planned' && status !== 'running' && !steps.some(isRunning);
  const endedAtMs = finished.length > 0 ? Math.max(...finished) : strategy.updatedAtMs;
  return {
    startedAt: started.length > 0 ? isoOf(Math.min(...started) - aheadMs) : null,
    endedAt: isEnded ? isoOf(endedAtMs === null ? atMs : endedAtMs - aheadMs) : null,
  };
}

function parametersOf(strategy: StrategyFacts, aheadMs: number): Record<string, string> {
  const shown: [string, string | null][] = [
    ['strategy type', strategy.type],
    ['subcloud apply type', strategy.applyType],
    ['max parallel subclouds', strategy.atOnce],
    ['stop on failure', strategy.stopOnFailure],
    ['created at', strategy.createdAtMs === null ? null : isoOf(strategy.createdAtMs - aheadMs)],
    ...Object.entries(strategy.arguments),
  ];
  return Object.fromEntries(shown.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function memberOf(step: StepFacts, { batches, aheadMs }: StrategyLook): Member {
  const timeOf = (ms: number | null): string | null => (ms === null ? null : isoOf(ms - aheadMs));
  return {
    backend: step.cloud,
    batch: batches.get(step.cloud) ?? null,
    status: memberStatusOf(step),
    state: step.state,
    detail: step.details,
    startedAt: timeOf(step.startedAtMs),
    endedAt: isOver(step) ? timeOf(step.finishedAtMs) : null,
  };
}

const memberStatuses: Record<string, MemberStatus> = {
  [notStarted]: 'not-started',
  complete: 'done',
  failed: 'failed',
  aborted: 'aborted',
};

function memberStatusOf({ state }: StepFacts): MemberStatus {
  return memberStatuses[state] ?? 'running';
}

/** Which subclouds failed, and which were not started as a result. With stop-on-failure, the latter stay `initial`; an abort sets them to `aborted`. */
function errorOf({ strategy, steps }: StrategyLook, status: DeploymentStatus): string | null {
  if (status === 'planned' || status === 'running' || status === 'done') return null;
  const failed = steps.filter(({ state }) => state === 'failed');
  const waiting = steps.filter(({ state }) => state === notStarted);
  const aborted = steps.filter(({ state, startedAtMs }) => state === 'aborted' && startedAtMs === null);
  const [first] = failed;
  const sentences = [
    first && `${first.cloud} failed: ${first.details ?? 'no reason given'}`,
    failed.length > 1 && `${failed.length - 1} more failed`,
    status === 'failed' && waiting.length > 0 && `stop on failure: ${subclouds(waiting.length)} not started`,
    status === 'aborted' && waiting.length > 0 && 'deleted before it was applied',
    aborted.length > 0 && `aborted: ${subclouds(aborted.length)} not started`,
    status === 'lost' &&
      `${subclouds(steps.filter(isRunning).length)} in progress when the strategy was last seen; it was deleted, and the outcome is unknown`,
  ];
  return sentences.filter((sentence) => typeof sentence === 'string').join('; ') || `the strategy is ${strategy.state}`;
}

const subclouds = (count: number): string => (count === 1 ? '1 subcloud' : `${count} subclouds`);

const isoOf = (atMs: number): string => new Date(atMs).toISOString();
