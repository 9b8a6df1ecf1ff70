// The frames of the live feed, server to browser. There are two feeds: full backends, one frame per change (the default), and summaries, one
// frame per 100 ms of changes (`/ws?view=summary`), for clients that show thousands. Pure.
import * as z from 'zod';
import { deploymentSummarySchema } from '../deployment/deployment.ts';
import { backendSummarySchema, workflowSummarySchema } from './summary.ts';
import { backendViewSchema, transitionViewSchema } from './view.ts';
import { stageGroups } from '../vocabulary.ts';

const time = z.iso.datetime();

const reached = z.partialRecord(z.enum(stageGroups), time).describe('by part of the install: when any backend last reached a stage of it');

const timeFrame = z.object({
  type: z.literal('time'),
  serverTime: time,
  seq: z.int(),
  startedAt: time.describe('start time of this service'),
  reached,
});
const goneFrame = z.object({ type: z.literal('gone'), seq: z.int(), id: z.string() });
const errorFrame = z.object({ type: z.literal('error'), message: z.string() });
const greeting = {
  type: z.literal('snapshot'),
  seq: z.int(),
  serverTime: time,
  startedAt: time,
  version: z.string().describe('changes with every build of the dashboard'),
  boot: z.string().describe('identifies the numbering of changes; a restart begins a new one'),
};

/** A frame of `/ws`. */
export const feedFrameSchema = z.discriminatedUnion('type', [
  z.object({ ...greeting, backends: z.array(backendViewSchema) }),
  z.object({ type: z.literal('transition'), seq: z.int(), backend: backendViewSchema, transition: transitionViewSchema }),
  goneFrame,
  timeFrame,
  errorFrame,
]);
export type FeedFrame = z.infer<typeof feedFrameSchema>;

/** A frame of `/ws?view=summary`. A snapshot has the first of `total` backends; `more` frames follow with the rest. */
export const summaryFrameSchema = z.discriminatedUnion('type', [
  z.object({
    ...greeting,
    reached,
    workflows: z.array(workflowSummarySchema),
    deployments: z.array(deploymentSummarySchema),
    total: z.int(),
    backends: z.array(backendSummarySchema),
  }),
  z.object({
    type: z.literal('deployments'),
    deployments: z.array(deploymentSummarySchema).describe('changed deployments, in their current state'),
  }),
  z.object({ type: z.literal('more'), backends: z.array(backendSummarySchema) }),
  z.object({
    type: z.literal('changes'),
    seq: z.int(),
    backends: z.array(backendSummarySchema).describe('changed backends, in their current state'),
    gone: z.array(z.string()),
    events: z.array(transitionViewSchema).describe('what happened, oldest first'),
  }),
  timeFrame,
  errorFrame,
]);
export type SummaryFrame = z.infer<typeof summaryFrameSchema>;
