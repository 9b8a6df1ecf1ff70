// A short summary of a backend, for clients that show thousands: used by the dashboard's feed and by `status`. A fraction of the size of the full
// view. Pure.
import * as z from 'zod';
import { lastWords, nextStage, presentStage, sinceMs, troubleOf } from '../run/present.ts';
import type { Run } from '../run/run.ts';
import type { Track } from '../track/track.ts';
import {
  acknowledgementSchema,
  backendFields,
  evidenceSchema,
  findingSchema,
  isoTime,
  muteSchema,
  trySchema,
  viewAcknowledgement,
  viewMute,
} from './view.ts';
import { inTrouble, runStatuses, stageGroups, stageRoles, type BackendStatus, type Evidence, type StageRecord } from '../vocabulary.ts';
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';

const time = z.iso.datetime();

/** The state of a stage as one character of a summary's `stages`. */
export const stageMarks = { done: 'd', failed: 'f', late: 'l', skipped: 's', pending: '.', next: 'n', waiting: 'w', stalled: 'x' } as const;
export type StageTone = keyof typeof stageMarks;

const runSummarySchema = z.object({
  id: z.string(),
  status: z.enum(runStatuses),
  startedAt: time,
  endedAt: time.nullable(),
  stage: z.string().nullable().describe('the furthest stage reached, or the one that failed'),
  stageAt: time.nullable().describe('when it was reached'),
  nextStage: z.string().nullable().describe('the next required stage'),
  deadline: time.nullable().describe('when it must be reached; null while no limit runs'),
  since: time.describe('since when the run has its status; for a late one, when its limit passed'),
  lastHeardAt: time,
  stages: z
    .string()
    .describe(
      'one character per stage of the workflow, in order: d done, f failed, l late, s skipped, . pending, n next, w waiting, x stalled',
    ),
  count: z.int().describe('how many times the stage in trouble was seen; 0 if all is well'),
  message: z.string().nullable().describe("why it is in trouble, or the installer's last message"),
  evidence: evidenceSchema.nullable().describe('the log line that shows the trouble, or the latest one'),
  acknowledged: acknowledgementSchema.nullable(),
  deployment: z.string().nullable().describe('id of its deployment'),
  attempt: trySchema.pick({ step: true, implementation: true, number: true }).nullable().describe('the newest try of a macro step'),
  finding: findingSchema.pick({ rule: true, text: true, remedy: true }).nullable().describe('the newest one'),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const backendSummarySchema = z.object({
  ...backendFields,
  declared: z.boolean(),
  muted: muteSchema.nullable(),
  run: runSummarySchema.nullable().describe('the newest one'),
});
export type BackendSummary = z.infer<typeof backendSummarySchema>;

/** The part of a workflow needed to read summaries: its stages in the order of `stages`. */
export const workflowSummarySchema = z.object({
  name: z.string(),
  title: z.string(),
  deployer: z.string().describe('the deploying system: the kind that views are filtered by'),
  steps: z.array(z.object({ name: z.string(), title: z.string() })).describe('macro steps, in order'),
  stages: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      group: z.enum(stageGroups),
      step: z.string().nullable().describe('its macro step'),
      optional: z.boolean(),
      role: z.enum(stageRoles).nullable(),
      limitSeconds: z.number().nullable(),
      hint: z.string().nullable(),
    }),
  ),
});
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;
export type StageSummary = WorkflowSummary['stages'][number];

export function summariseWorkflow({ name, title, deployer, steps, stages }: Workflow): WorkflowSummary {
  const named = steps.map((step) => ({ name: step.name, title: step.title ?? step.name }));
  return { name, title, deployer, steps: named, stages: stages.map(summariseStage) };
}

function summariseStage({ name, title, group, step, optional, role, limitSeconds, hint }: Stage): StageSummary {
  return {
    name,
    title: title ?? name,
    group,
    step: step ?? null,
    optional,
    role: role ?? null,
    limitSeconds: limitSeconds ?? null,
    hint: hint ?? null,
  };
}

/** The part of a backend that a summary is made of. */
export interface Summarised {
  id: string;
  host: string | null;
  ip: string | null;
  mac: string | null;
  declared: boolean;
  track: Track;
}

/** `workflow`: the workflow of a backend without a run. */
export function summarise({ id, host, ip, mac, declared, track }: Summarised, workflow: string): BackendSummary {
  const run = track.runs.at(-1);
  const status: BackendStatus = run ? run.status : 'idle';
  const name = run?.workflow.name ?? workflow;
  return { id, host, ip, mac, workflow: name, status, declared, muted: viewMute(track.muted), run: run ? summariseRun(run) : null };
}

/** Longer lines are truncated in a summary; the full line is in the backend's own view. */
const lineLength = 300;

export function summariseRun(run: Run): RunSummary {
  const { context } = run.snapshot;
  const { status } = run;
  const trouble = troubleOf(run);
  const present = presentStage(run);
  const next = context.endedAtMs === null ? nextStage(run) : undefined;
  return {
    id: run.id,
    status,
    startedAt: isoTime(run.startedAtMs),
    endedAt: isoOrNull(context.endedAtMs),
    stage: present?.name ?? null,
    stageAt: isoOrNull(run.recordOf(present)?.atMs ?? null),
    nextStage: next?.name ?? null,
    deadline: isoOrNull(context.deadlineMs),
    since: isoTime(sinceMs(run)),
    lastHeardAt: isoTime(context.lastHeardMs),
    stages: run.workflow.stages.map((stage, i) => stageMarks[toneOf(run, stage, { index: i, next })]).join(''),
    count: trouble?.record.count ?? 0,
    message: trouble?.record.message ?? lastWords(run),
    evidence: cut(trouble?.record.evidence.at(-1) ?? (inTrouble(status) ? lastEvidence(run) : null)),
    acknowledged: viewAcknowledgement(run.acknowledged),
    deployment: run.deployment,
    attempt: newestTry(run),
    finding: newestFinding(run),
  };
}

function newestTry({ snapshot }: Run): RunSummary['attempt'] {
  const newest = snapshot.context.tries?.at(-1);
  return newest ? { step: newest.step, implementation: newest.implementation, number: newest.number } : null;
}

function newestFinding({ findings }: Run): RunSummary['finding'] {
  const newest = findings.at(-1);
  return newest ? { rule: newest.rule, text: newest.text, remedy: newest.remedy } : null;
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}

function toneOf(run: Run, stage: Stage, { index, next }: { index: number; next: Stage | undefined }): StageTone {
  const record = run.recordOf(stage);
  if (isOutsideOrder(stage)) return !record ? 'pending' : stage.role === 'stalled' ? 'stalled' : 'waiting';
  if (record) return record.status;
  if (stage === next) return 'next';
  return index < run.snapshot.context.furthest ? 'skipped' : 'pending';
}

/** The latest line, of any stage. */
function lastEvidence(run: Run): Evidence | null {
  const records = Object.values(run.snapshot.context.records).filter(({ evidence }) => evidence.length > 0);
  const last = records.reduce<StageRecord | null>(
    (best, record) => (best === null || record.lastAtMs >= best.lastAtMs ? record : best),
    null,
  );
  return last?.evidence.at(-1) ?? null;
}

function cut(evidence: Evidence | null): Evidence | null {
  if (!evidence || evidence.text.length <= lineLength) return evidence;
  return { ...evidence, text: `${evidence.text.slice(0, lineLength)}…` };
}
