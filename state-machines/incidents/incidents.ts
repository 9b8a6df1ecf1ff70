// Groups backends that got into the same trouble within a minute into one incident with one cause. incident-rules.ts decides what belongs
// together; this file only groups. Pure, and cheap enough for ten thousand backends per second.
import { beginsPart, incidentRules, type IncidentRule, type Trouble } from './incident-rules.ts';
import type { DeploymentSummary } from '../deployment/deployment.ts';
import { stageMarks, type BackendSummary, type WorkflowSummary } from '../view/summary.ts';
import { isMuted } from '../view/urgency.ts';
import { inTrouble, statuses, statusMark, statusTable, type BackendStatus, type StageGroup, type StatusTone } from '../vocabulary.ts';

export interface Incident {
  /** Stays the same while the incident grows. */
  id: string;
  rule: string;
  title: string;
  /** Further evidence of the cause. */
  means: string | null;
  /** What to check. */
  hint: string | null;
  status: BackendStatus;
  /** Id of its deployment. */
  deployment: string | null;
  /** The stage that is missing or failed; null if it differs between backends. */
  stage: string | null;
  /** Ids of the backends, in the order in which they got into trouble. */
  backends: readonly string[];
  /** When the first of them got into trouble. */
  since: string;
  /** Whether all of them are acknowledged, so that no one needs to be alerted. */
  acknowledged: boolean;
}

export interface IncidentContext {
  workflows: ReadonlyMap<string, WorkflowSummary>;
  deployments: ReadonlyMap<string, DeploymentSummary>;
  /** By part of the install: when any backend last reached a stage of it. */
  reached: Readonly<Partial<Record<StageGroup, string>>>;
  nowMs: number;
}

/** Fewer backends are assumed to have separate causes. */
const backendsMin = 3;
/** The longest gap between two backends of the same incident. */
const gapMs = 60_000;

type Everything = IncidentContext & { backends: readonly BackendSummary[] };

/** Most urgent first. A backend is in at most one incident; muted ones are in none. */
export function incidentsOf(backends: Iterable<BackendSummary>, context: IncidentContext): Incident[] {
  const all = { ...context, backends: [...backends] };
  const incidents = [...groupByCause(all)].flatMap(([cause, { rule, troubles }]) =>
    (rule.told ? [byTime(troubles)] : splitByTime(troubles)).map((group) => describe(cause, rule, group, all)),
  );
  return incidents.toSorted(compareUrgency);
}

interface Cause {
  rule: IncidentRule;
  troubles: Trouble[];
}

/** By rule, status and key, as in `no-tftp:late:DHCPACK`. */
function groupByCause(all: Everything): Map<string, Cause> {
  const causes = new Map<string, Cause>();
  for (const backend of all.backends) {
    if (!mayBeTrouble(backend) || isMuted(backend, all.nowMs)) continue;
    const trouble = troubleOf(backend, all);
    const rule = trouble && incidentRules.find(({ takes }) => takes(trouble));
    if (!rule) continue;
    const key = `${rule.name}:${rule.told ? '' : backend.status}:${rule.key(trouble)}`;
    const cause = causes.get(key);
    if (cause) cause.troubles.push(trouble);
    else causes.set(key, { rule, troubles: [trouble] });
  }
  return causes;
}

/** A run under way may have broken a rule even if it is well; a run that ended well is not in trouble. */
function mayBeTrouble({ status, run }: BackendSummary): boolean {
  return inTrouble(status) || (statusTable[status].urgency === 'installing' && run !== null && run.finding !== null);
}

function troubleOf(backend: BackendSummary, { workflows, deployments }: Everything): Trouble | null {
  const { run } = backend;
  const workflow = workflows.get(backend.workflow);
  if (!run || !workflow) return null;
  const indexOf = (name: string | null): number => workflow.stages.findIndex((stage) => stage.name === name);
  const late = statusTable[run.status].clock === 'passed';
  const index = indexOf(late ? run.nextStage : run.stage);
  const stage = workflow.stages[index];
  if (!stage) return null;
  // A failed stage that was never seen has timed out.
  const missing = late || (run.status === 'failed' && run.count === 0);
  const before = late ? indexOf(run.stage) : run.stages.lastIndexOf(stageMarks.done, index - 1);
  const deployment = run.deployment === null ? null : (deployments.get(run.deployment) ?? null);
  return { backend, run, stage, missing, after: (missing ? workflow.stages[before] : undefined) ?? null, deployment };
}

/** Times in ISO 8601 sort as text. */
function byTime(troubles: readonly Trouble[]): Trouble[] {
  return troubles.toSorted((a, b) => compare(a.run.since, b.run.since) || compare(a.backend.id, b.backend.id));
}

/** Groups in which each member follows the previous one within a minute. */
function splitByTime(troubles: readonly Trouble[]): Trouble[][] {
  const groups: Trouble[][] = [];
  let lastMs = -Infinity;
  for (const trouble of byTime(troubles)) {
    const sinceMs = Date.parse(trouble.run.since);
    if (sinceMs - lastMs > gapMs) groups.push([]);
    groups.at(-1)?.push(trouble);
    lastMs = sinceMs;
  }
  return groups.filter(({ length }) => length >= backendsMin);
}

function describe(cause: string, rule: IncidentRule, troubles: readonly Trouble[], all: Everything): Incident {
  const [first] = troubles as [Trouble];
  const alike = troubles.every(({ stage, after }) => stage.name === first.stage.name && after?.name === first.after?.name);
  const group = { count: troubles.length, first, alike };
  const { since } = first.run;
  return {
    id: `${cause}@${since}`,
    rule: rule.name,
    title: rule.title(group),
    means: rule.means ? rule.means(group) : othersWords(first, all),
    hint: rule.hint ? rule.hint(group) : first.stage.hint,
    status: statuses.find((status) => troubles.some(({ run }) => run.status === status)) ?? first.run.status,
    deployment: first.deployment?.id ?? null,
    stage: troubles.every(({ stage }) => stage.name === first.stage.name) ? first.stage.name : null,
    backends: troubles.map(({ backend }) => backend.id),
    since,
    acknowledged: isInHand(troubles),
  };
}

/** Backends that are well need no acknowledgement. */
function isInHand(troubles: readonly Trouble[]): boolean {
  const own = troubles.filter(({ run }) => inTrouble(run.status));
  return own.length > 0 && own.every(({ run }) => run.acknowledged !== null);
}

/** The status of machines that are well but broke a rule would be misleading. */
export function incidentMark({ status }: Pick<Incident, 'status'>): { tone: StatusTone; glyph: string } {
  return inTrouble(status) ? statusMark(status) : { tone: 'late', glyph: '!' };
}

/** Whether others have passed that stage since: is a service down, or is it these machines? */
function othersWords(first: Trouble, all: Everything): string | null {
  const { stage, run } = first;
  const since = all.reached[stage.group] ?? '';
  if (beginsPart(first)) return since >= run.since ? gotThrough : `No ${stage.title} has reached this server since.`;
  return all.backends.some((backend) => cameThrough(backend, first, all)) ? gotThrough : null;
}

const gotThrough = 'Others have got through since.';

/** Whether that backend certainly passed the stage after the incident began. A backend that is far beyond it may have done so, too. */
function cameThrough({ run, workflow }: BackendSummary, { stage, run: { since } }: Trouble, { workflows }: Everything): boolean {
  if (!run || !(run.startedAt >= since || (run.stage === stage.name && (run.stageAt ?? '') >= since))) return false;
  const index = workflows.get(workflow)?.stages.findIndex(({ name }) => name === stage.name) ?? -1;
  return run.stages[index] === stageMarks.done;
}

function compareUrgency(a: Incident, b: Incident): number {
  return (
    Number(a.acknowledged) - Number(b.acknowledged) ||
    b.backends.length - a.backends.length ||
    statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
    compare(a.since, b.since) ||
    compare(a.id, b.id)
  );
}

/** Compares by code units: the same order in every locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
