// One operation over many machines: a Kadeploy workflow, a StarlingX strategy, a HostOS manifest. Merges its reports; the progress of each
// machine is in its run. Pure.
import * as z from 'zod';

/** not-started: not begun yet, or never to begin because the deployment is over. held: at a breakpoint, on purpose. */
export const memberStatuses = ['not-started', 'running', 'done', 'failed', 'aborted', 'held'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

const deploymentStatuses = ['planned', 'running', 'done', 'failed', 'aborted', 'lost'] as const;
/** lost: the deployer no longer knows it, and its outcome is unknown. */
export type DeploymentStatus = (typeof deploymentStatuses)[number];

const time = z.iso.datetime();

const memberSchema = z.object({
  backend: z.string().describe("the deployer's host name of the machine"),
  batch: z.string().nullable().describe('the batch that it belongs to'),
  status: z.enum(memberStatuses),
  state: z.string().describe("the state in the deployer's own term"),
  detail: z.string().nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
});
export type Member = z.infer<typeof memberSchema>;

/** A condition of the deployer for a deployment, such as that no alarm is raised. */
const prerequisiteSchema = z.object({
  name: z.string(),
  status: z.enum(['ok', 'broken', 'unknown']),
  text: z.string().describe('the result of the check'),
  remedy: z.string().nullable(),
});
export type Prerequisite = z.infer<typeof prerequisiteSchema>;

export const deploymentSchema = z.object({
  id: z.string(),
  workflow: z.string().describe('the workflow that its machines follow'),
  title: z.string(),
  status: z.enum(deploymentStatuses),
  state: z.string().describe("the state in the deployer's own term"),
  user: z.string().nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  reportedAt: time.describe('time of the last report'),
  parameters: z.record(z.string(), z.string()).describe('as the deployer shows them'),
  order: z.enum(['parallel', 'serial']).nullable(),
  atOnce: z.int().nullable().describe('maximum number of machines of a batch deployed at once'),
  stopOnFailure: z.boolean().nullable(),
  error: z.string().nullable(),
  prerequisites: z.array(prerequisiteSchema),
  members: z.array(memberSchema),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** A full deployment, as the API returns it. */
export const deploymentViewSchema = deploymentSchema.extend({
  members: z.array(memberSchema.extend({ why: z.string().nullable().describe('why it was not deployed') })),
});
export type DeploymentView = z.infer<typeof deploymentViewSchema>;
export type MemberView = DeploymentView['members'][number];

/** A source's report of a deployment; omitted fields keep their value. Members and prerequisites are merged by name. */
export type DeploymentReport = Pick<Deployment, 'id' | 'workflow' | 'reportedAt'> & Partial<Deployment>;

/** A deployment without its members, for lists and for the feed. */
export const deploymentSummarySchema = deploymentSchema
  .omit({ members: true, prerequisites: true, parameters: true })
  .extend({ counts: z.record(z.enum(memberStatuses), z.int()), brokenPrerequisites: z.int() });
export type DeploymentSummary = z.infer<typeof deploymentSummarySchema>;

const nothingKnown: Omit<Deployment, 'id' | 'workflow' | 'reportedAt'> = {
  title: '',
  status: 'planned',
  state: '',
  user: null,
  startedAt: null,
  endedAt: null,
  parameters: {},
  order: null,
  atOnce: null,
  stopOnFailure: null,
  error: null,
  prerequisites: [],
  members: [],
};

/** Merges a report into a deployment. Returns `known` itself if the report changes nothing. */
export function mergeReport(known: Deployment | undefined, report: DeploymentReport): Deployment {
  const before = known ?? { ...nothingKnown, ...report };
  const merged: Deployment = {
    ...before,
    ...report,
    parameters: { ...before.parameters, ...report.parameters },
    prerequisites: mergeBy(before.prerequisites, report.prerequisites, ({ name }) => name),
    members: mergeBy(before.members, report.members, ({ backend }) => backend),
  };
  const isSame = known !== undefined && JSON.stringify({ ...merged, reportedAt: known.reportedAt }) === JSON.stringify(known);
  return isSame ? known : merged;
}

/** New items replace those with the same key; the order is that of the first report. */
function mergeBy<Item>(known: readonly Item[], reported: readonly Item[] | undefined, keyOf: (item: Item) => string): Item[] {
  return [...new Map([...known, ...(reported ?? [])].map((item) => [keyOf(item), item])).values()];
}

export function summariseDeployment({ members, prerequisites, ...whole }: Deployment): DeploymentSummary {
  const { parameters: _parameters, ...deployment } = whole;
  const counts = Object.fromEntries(memberStatuses.map((status) => [status, members.filter((member) => member.status === status).length]));
  return {
    ...deployment,
    counts: counts as Record<MemberStatus, number>,
    brokenPrerequisites: prerequisites.filter(({ status }) => status === 'broken').length,
  };
}

export function viewDeployment(deployment: Deployment): DeploymentView {
  return { ...deployment, members: deployment.members.map((member) => ({ ...member, why: whyNotStarted(deployment, member) })) };
}

/** Whether the deployment is over. */
export function isOver({ status }: Pick<Deployment, 'status'>): boolean {
  return status !== 'planned' && status !== 'running';
}

/** At most this many names; more are counted. */
const namesMost = 5;

function shortList(names: readonly string[]): string {
  const more = names.length - namesMost;
  const shown = names.slice(0, namesMost).join(', ');
  return more > 0 ? `${shown} and ${more.toLocaleString('en')} more` : shown;
}

/** Why a machine was not deployed; null if it was, or still can be. */
export function whyNotStarted(deployment: Deployment, { status, state, detail, startedAt }: Member): string | null {
  if (status === 'aborted' && startedAt === null) return 'aborted before it began';
  if (status !== 'not-started' || !isOver(deployment)) return null;
  const failed = deployment.members.filter((member) => member.status === 'failed').map(({ backend }) => backend);
  if (failed.length > 0 && deployment.stopOnFailure !== false)
    return `never begun: the deployment stopped when ${shortList(failed)} failed`;
  if (detail !== null) return `never begun: ${detail}`;
  return `never begun: the deployment is over (${deployment.state || deployment.status}), and it was still ${state || 'to come'}`;
}
