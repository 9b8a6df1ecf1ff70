// One operation over many machines: a Kadeploy workflow, a StarlingX strategy, a HostOS manifest. What its reports say is merged here; what
// each machine goes through is its run's. Pure.
import * as z from 'zod';

/** not-started: its turn has not come, or will not any more. held: at a breakpoint, on purpose. */
export const memberStatuses = ['not-started', 'running', 'done', 'failed', 'aborted', 'held'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

export const deploymentStatuses = ['planned', 'running', 'done', 'failed', 'aborted', 'lost'] as const;
/** lost: the deployer does not know it any more, and nothing tells how it ended. */
export type DeploymentStatus = (typeof deploymentStatuses)[number];

const time = z.iso.datetime();

export const memberSchema = z.object({
  backend: z.string().describe('host name of the machine, as the deployer calls it'),
  batch: z.string().nullable().describe('the batch that it is deployed with'),
  status: z.enum(memberStatuses),
  state: z.string().describe("the deployer's own word"),
  detail: z.string().nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});
export type Member = z.infer<typeof memberSchema>;

/** A condition of the deployer for a deployment, such as that no alarm is raised. */
export const prerequisiteSchema = z.object({
  name: z.string(),
  status: z.enum(['ok', 'broken', 'unknown']),
  text: z.string().describe('what was found'),
  remedy: z.string().nullable(),
});
export type Prerequisite = z.infer<typeof prerequisiteSchema>;

export const deploymentSchema = z.object({
  id: z.string(),
  workflow: z.string().describe('the workflow that its machines go through'),
  title: z.string(),
  status: z.enum(deploymentStatuses),
  state: z.string().describe("the deployer's own word"),
  user: z.string().nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  reportedAt: time.describe('of the last report'),
  parameters: z.record(z.string(), z.string()).describe('as the deployer shows them'),
  order: z.enum(['parallel', 'serial']).nullable(),
  atOnce: z.int().nullable().describe('how many machines of a batch at once, at most'),
  stopOnFailure: z.boolean().nullable(),
  error: z.string().nullable(),
  prerequisites: z.array(prerequisiteSchema),
  members: z.array(memberSchema),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** What a source knows of a deployment; what it leaves out stays as it was. Members are merged by their names, prerequisites by theirs. */
export type DeploymentReport = Pick<Deployment, 'id' | 'workflow' | 'reportedAt'> & Partial<Deployment>;

/** A deployment without its members, for lists and for the feed. */
export const deploymentSummarySchema = deploymentSchema
  .omit({ members: true, prerequisites: true, parameters: true })
  .extend({ counts: z.record(z.enum(memberStatuses), z.int()), brokenPrerequisites: z.int() });
export type DeploymentSummary = z.infer<typeof deploymentSummarySchema>;
