// The frames of the live feed, server to browser. There are two feeds in one: whole backends, a frame for each change (the default), and
// summaries, with the changes of a tenth of a second in one frame (`/ws?view=summary`), for whoever shows thousands. Pure.
import * as z from 'zod';
import { deploymentSummarySchema } from '../deployment/deployment.ts';
import { backendSummarySchema, workflowSummarySchema } from './summary.ts';
import { backendViewSchema, transitionViewSchema } from './view.ts';
import { stageGroups } from '../vocabulary.ts';

const time = z.iso.datetime();

const reached = z.partialRecord(z.enum(stageGroups), time).describe('by part of the install: when any backend last came to a stage of it');

const timeFrame = z.object({
  type: z.literal('time'),
  serverTime: time,
  seq: z.int(),
  startedAt: time.describe('when this service was started'),
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
  boot: z.string().describe('tells one numbering of changes from another'),
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

/** A frame of `/ws?view=summary`. A snapshot holds the first of `total` backends; `more` frames follow until all are there. */
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
    deployments: z.array(deploymentSummarySchema).describe('those that changed, as they are now'),
  }),
  z.object({ type: z.literal('more'), backends: z.array(backendSummarySchema) }),
  z.object({
    type: z.literal('changes'),
    seq: z.int(),
    backends: z.array(backendSummarySchema).describe('as they are now'),
    gone: z.array(z.string()),
    events: z.array(transitionViewSchema).describe('what happened, oldest first'),
  }),
  timeFrame,
  errorFrame,
]);
export type SummaryFrame = z.infer<typeof summaryFrameSchema>;
