// The public view of backends and runs: the objects of the API, of the live feed and of `replay --json`, and their schemas. Pure; server and
// browser share them.
import * as z from 'zod';
import { lastWords, nextStage, presentStage, sinceMs, troubleOf } from '../run/present.ts';
import type { Try } from '../run/run-state.ts';
import type { Run } from '../run/run.ts';
import { isOutsideOrder, type Check, type Stage } from '../workflow/workflow.ts';
import {
  runStatuses,
  stageGroups,
  stageRoles,
  stageStatuses,
  statuses,
  transitionKinds,
  type Acknowledgement,
  type Mute,
} from '../vocabulary.ts';

const time = z.iso.datetime().describe('ISO 8601, UTC');

export const evidenceSchema = z.object({
  source: z.string(),
  line: z.int().nullable().describe('line number in its file, starting at 1'),
  offset: z.int().nullable().describe('byte offset in its file'),
  text: z.string().describe('the raw line or payload'),
});

const stageViewSchema = z.object({
  name: z.string(),
  title: z.string().describe('its name in a sentence'),
  group: z.enum(stageGroups),
  step: z.string().nullable().describe('its macro step'),
  role: z.enum(stageRoles).nullable().describe('waiting, stalled and held are outside the order'),
  status: z.enum(stageStatuses),
  at: time.nullable().describe('first seen; for a late stage, when its limit passed'),
  lastAt: time.nullable(),
  count: z.int().describe('how many times it was seen'),
  message: z.string().nullable(),
  limitSeconds: z.number().nullable().describe('seconds within which the next required stage must be reached'),
  optional: z.boolean(),
  evidence: z.array(evidenceSchema),
});
export type StageView = z.infer<typeof stageViewSchema>;

export const acknowledgementSchema = z.object({ by: z.string(), at: time, note: z.string().nullable() });
export const muteSchema = acknowledgementSchema.extend({ until: time.nullable().describe('null: until a user ends it') });
export type MuteView = z.infer<typeof muteSchema>;

export const trySchema = z.object({
  step: z.string(),
  implementation: z.string().nullable().describe('the implementation that was used'),
  number: z.int().describe('1 for the first of the step'),
  startedAt: time,
  endedAt: time.nullable().describe('null while it is under way'),
  failed: z.string().nullable().describe('why it failed'),
});
export type TryView = z.infer<typeof trySchema>;

export const findingSchema = z.object({
  rule: z.string(),
  text: z.string(),
  remedy: z.string().nullable(),
  at: time,
  stage: z.string().nullable(),
});
export type FindingView = z.infer<typeof findingSchema>;

export const runViewSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  startedAt: time,
  endedAt: time.nullable(),
  status: z.enum(runStatuses),
  stage: z.string().nullable().describe('the furthest stage reached, or the one that failed'),
  stageAt: time.nullable().describe('when it was reached'),
  nextStage: z.string().nullable().describe('the next required stage'),
  deadline: time.nullable().describe('when it must be reached; null while no limit runs'),
  since: time.describe('since when the run has its status; for a late one, when its limit passed'),
  lastHeardAt: time,
  message: z.string().nullable().describe("why the run is in trouble, or the installer's last message"),
  hint: z.string().nullable().describe('what to check'),
  checks: z.array(z.object({ ask: z.string(), command: z.string().nullable() })).describe('the same, step by step'),
  acknowledged: acknowledgementSchema.nullable().describe('who acknowledged the trouble'),
  deployment: z.string().nullable().describe('id of its deployment'),
  tries: z.array(trySchema).describe('tries of macro steps, oldest first'),
  findings: z.array(findingSchema).describe('broken rules and known errors, oldest first'),
  stages: z.array(stageViewSchema),
});
export type RunView = z.infer<typeof runViewSchema>;

/** What every form of a backend has. */
export const backendFields = {
  id: z.string(),
  host: z.string().nullable(),
  ip: z.string().nullable(),
  mac: z.string().nullable(),
  workflow: z.string(),
  status: z.enum(statuses),
};

export const backendViewSchema = z.object({
  ...backendFields,
  stage: z.string().nullable(),
  declared: z.boolean().describe('whether the inventory names it'),
  muted: muteSchema.nullable().describe('in maintenance'),
  lastHeardAt: time.nullable(),
  runs: z.array(runViewSchema).describe('newest last'),
});
export type BackendView = z.infer<typeof backendViewSchema>;

export const transitionViewSchema = z.object({
  seq: z.int(),
  kind: z.enum(transitionKinds),
  backend: z.string().describe('the id of the backend'),
  host: z.string().nullable(),
  ip: z.string().nullable(),
  run: z.string(),
  stage: z.string(),
  success: z.boolean(),
  message: z.string().nullable(),
  status: z.enum(statuses),
  at: time.describe("the log line's own time"),
  receivedAt: time,
  evidence: evidenceSchema.nullable(),
  author: z.string().nullable().describe('the user, for an action'),
});
export type TransitionView = z.infer<typeof transitionViewSchema>;

let lastTime = { ms: NaN, text: '' };

/** A one-entry cache: the stage, the run and the transition of a line have the same time. */
export function isoTime(ms: number): string {
  if (ms !== lastTime.ms) lastTime = { ms, text: new Date(ms).toISOString() };
  return lastTime.text;
}
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoTime(ms));

/** The run with its stages in the workflow's order. */
export function viewRun(run: Run): RunView {
  const { context } = run.snapshot;
  const trouble = troubleOf(run);
  const present = presentStage(run);
  const next = run.snapshot.context.endedAtMs === null ? nextStage(run) : undefined;
  return {
    id: run.id,
    workflow: run.workflow.name,
    startedAt: isoTime(run.startedAtMs),
    endedAt: isoOrNull(context.endedAtMs),
    status: run.status,
    stage: present?.name ?? null,
    stageAt: isoOrNull((present && context.records[present.name]?.atMs) ?? null),
    nextStage: next?.name ?? null,
    deadline: isoOrNull(context.deadlineMs),
    since: isoTime(sinceMs(run)),
    lastHeardAt: isoTime(context.lastHeardMs),
    message: trouble?.record.message ?? lastWords(run),
    hint: trouble?.stage.hint ?? null,
    checks: viewChecks(trouble?.stage.checks ?? []),
    acknowledged: viewAcknowledgement(run.acknowledged),
    deployment: run.deployment,
    tries: (context.tries ?? []).map(viewTry),
    findings: run.findings.map(({ atMs, ...finding }) => ({ ...finding, at: isoTime(atMs) })),
    stages: run.workflow.stages.flatMap((stage, i) => viewStage(run, stage, i)),
  };
}

function viewTry({ step, implementation, number, startedAtMs, endedAtMs, failed }: Try): TryView {
  return { step, implementation, number, startedAt: isoTime(startedAtMs), endedAt: isoOrNull(endedAtMs), failed };
}

function viewChecks(checks: readonly Check[]): RunView['checks'] {
  return checks.map(({ ask, command = null }) => ({ ask, command }));
}

export function viewAcknowledgement(acknowledged: Acknowledgement | null): RunView['acknowledged'] {
  return acknowledged && { by: acknowledged.by, at: isoTime(acknowledged.atMs), note: acknowledged.note };
}

export function viewMute(muted: Mute | null): MuteView | null {
  return muted && { by: muted.by, at: isoTime(muted.atMs), note: muted.note, until: isoOrNull(muted.untilMs) };
}

function viewStage(run: Run, stage: Stage, index: number): StageView[] {
  const record = run.snapshot.context.records[stage.name];
  if (!record && isOutsideOrder(stage)) return [];
  const unseen = index < run.snapshot.context.furthest ? 'skipped' : 'pending';
  return [
    {
      name: stage.name,
      title: stage.title ?? stage.name,
      group: stage.group,
      step: stage.step ?? null,
      role: stage.role ?? null,
      status: record?.status ?? unseen,
      at: isoOrNull(record?.atMs ?? null),
      lastAt: isoOrNull(record?.lastAtMs ?? null),
      count: record?.count ?? 0,
      message: record?.message ?? null,
      limitSeconds: stage.limitSeconds ?? null,
      optional: stage.optional,
      evidence: record?.evidence ?? [],
    },
  ];
}
