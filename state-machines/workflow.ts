// What a workflow file may say, and how one that extends another is completed. Ours and a site's own files pass through here alike.
import * as z from 'zod';
import { dhcpMessages, stageGroups } from './vocabulary.ts';

const stageName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'letters, digits and _ only, at most 64, a letter first');
const wildcard = z.string().min(1).max(200);

/** The part a file plays for a backend: by its inventory entry, else by the usual names. */
export const fileRoles = ['boot-config', 'install-kernel', 'install-ramdisk', 'os-kernel'] as const;
export type FileRole = (typeof fileRoles)[number];

const seenSchema = z.union([
  z.strictObject({ dhcp: z.enum(dhcpMessages) }).describe('a message of the DHCP exchange'),
  z.strictObject({ tftp: z.enum(fileRoles) }).describe('a TFTP read request for a file that plays this part for the backend'),
  z.strictObject({ tftpFile: wildcard }).describe('a TFTP read request for a file of this name; * stands for any text'),
  z
    .strictObject({ http: wildcard, exceptQuery: wildcard.optional() })
    .describe('a GET or POST of this path, or of this last path component where there is no slash; * stands for any text'),
  z.strictObject({ heartbeat: z.literal(true) }).describe('the installed system says on the health channel that it is online'),
]);
export type Seen = z.infer<typeof seenSchema>;

/** Something to look at when a stage does not come, in the order in which an admin would. */
const checkSchema = z.strictObject({
  ask: z.string().max(300).describe('what to find out'),
  command: z
    .string()
    .max(500)
    .optional()
    .describe('to be run on this host; {ip}, {mac}, {dashedMac}, {hexIp} and {host} stand for those of the backend'),
});
export type Check = z.infer<typeof checkSchema>;

/**
 * What a stage means for where a run begins and ends; most stages have none.
 * opening: alone it proves no install (DHCP, a boot configuration) · boot: the installer is booted · handover: from here the machine
 * boots from its disk · disk-boot: it does so · end: the install is over · waiting, stalled: outside the order.
 */
export const stageRoles = ['opening', 'boot', 'handover', 'disk-boot', 'end', 'waiting', 'stalled'] as const;

const stageFields = {
  name: stageName,
  group: z.enum(stageGroups),
  aliases: z.array(stageName).describe('other names under which installers report it'),
  limitSeconds: z.number().positive().max(31_536_000).describe('seconds within which the next stage must come'),
  optional: z.boolean().describe('the next stage may come without it'),
  healedBy: stageName.describe('the stage is an error in itself; that stage, or a later one, makes up for it'),
  role: z.enum(stageRoles),
  seen: z.array(seenSchema).describe('where it is seen; an installer can report any stage by its name besides'),
  title: z.string().max(80).describe('what it is called in a sentence, such as "TFTP request"; left out: its name'),
  hint: z.string().max(500).describe('what to check when this stage does not come, in a sentence or two'),
  checks: z.array(checkSchema).max(20).describe('what to check, step by step'),
};
/** A stage as it is in force, with all that was left out. */
export const stageSchema = z.strictObject({
  ...stageFields,
  aliases: stageFields.aliases.default([]),
  limitSeconds: stageFields.limitSeconds.optional(),
  optional: stageFields.optional.default(false),
  healedBy: stageFields.healedBy.optional(),
  role: stageFields.role.optional(),
  seen: stageFields.seen.default([]),
  title: stageFields.title.optional(),
  hint: stageFields.hint.optional(),
  checks: stageFields.checks.default([]),
});
export type Stage = z.infer<typeof stageSchema>;

const workflowFields = {
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'lower-case letters, digits, - and . only'),
  title: z.string().max(100).optional(),
  recognise: z
    .array(wildcard)
    .optional()
    .describe('names of install kernels that tell that a machine nobody declared follows this workflow'),
};
const workflowSchema = z.strictObject({ ...workflowFields, stages: z.array(stageSchema).min(2).max(200) });
const changeSchema = z.strictObject({
  ...z.strictObject(stageFields).partial().shape,
  name: stageName,
  limitSeconds: stageFields.limitSeconds.nullable().optional().describe('seconds within which the next stage must come; null: none'),
  after: stageName.optional().describe('put it after that stage'),
  before: stageName.optional().describe('put it in front of that stage'),
  remove: z.literal(true).optional(),
});
const extensionSchema = z.strictObject({
  ...workflowFields,
  extends: z.string().describe('the workflow whose stages are the start; its own name: replaces it'),
  stages: z.array(changeSchema).max(200).default([]),
});

/** A whole workflow, or one that extends another. The shape of every workflow file. */
export const workflowFileSchema = z.union([extensionSchema, workflowSchema]);
export type WorkflowFile = z.input<typeof workflowFileSchema>;
type Extension = z.infer<typeof extensionSchema>;

/** A complete, checked workflow. */
export interface Workflow {
  name: string;
  title: string;
  recognise: readonly string[];
  /** In the workflow's order, those outside it (waiting, stalled) last. */
  stages: readonly Stage[];
  /** Stage name or alias to its index in `stages`. */
  index: ReadonlyMap<string, number>;
}

/** Every mistake of a workflow file, one sentence each. */
export class WorkflowError extends Error {
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('; '));
    this.name = 'WorkflowError';
    this.mistakes = mistakes;
  }
}

/**
 * Checks one workflow file's content and completes it from those already known. `known` may hold one of the same name: it is replaced by
 * what is returned. Throws a WorkflowError that lists every mistake.
 */
export function parseWorkflow(input: unknown, known: ReadonlyMap<string, Workflow>): Workflow {
  const extending = typeof input === 'object' && input !== null && 'extends' in input;
  const parsed = (extending ? extensionSchema : workflowSchema).safeParse(input);
  if (!parsed.success) throw new WorkflowError(parsed.error.issues.map((i) => `${i.path.join('.') || 'file'}: ${i.message}`));
  const file = parsed.data;
  const base = 'extends' in file ? known.get(file.extends) : undefined;
  if ('extends' in file && !base) throw new WorkflowError([`extends: no workflow is called ${file.extends}`]);
  const stages = 'extends' in file ? extendStages(base?.stages ?? [], file.stages) : file.stages;
  return completeWorkflow(file, stages, base);
}

function completeWorkflow(
  file: { name: string; title?: string | undefined; recognise?: string[] | undefined },
  unordered: readonly Stage[],
  base?: Workflow,
): Workflow {
  const stages = [...unordered.filter((s) => !isOutsideOrder(s)), ...unordered.filter(isOutsideOrder)];
  const mistakes: string[] = [];
  const index = new Map<string, number>();
  stages.forEach((stage, i) => {
    for (const name of [stage.name, ...stage.aliases]) {
      if (index.has(name)) mistakes.push(`stages.${stage.name}: the name ${name} is there twice`);
      index.set(name, i);
    }
  });
  for (const stage of stages) {
    if (stage.healedBy && !index.has(stage.healedBy)) mistakes.push(`stages.${stage.name}.healedBy: no stage is called ${stage.healedBy}`);
  }
  if (!stages.some((s) => s.role === 'end')) mistakes.push('stages: none has the role end, so no install would ever be over');
  if (mistakes.length > 0) throw new WorkflowError(mistakes);
  return {
    name: file.name,
    title: file.title ?? base?.title ?? file.name,
    recognise: file.recognise ?? (base?.name === file.name ? base.recognise : []),
    stages,
    index,
  };
}

function extendStages(base: readonly Stage[], changes: Extension['stages']): Stage[] {
  const stages = [...base];
  const mistakes: string[] = [];
  for (const { after, before, remove, ...change } of changes) {
    const at = stages.findIndex((s) => s.name === change.name);
    if (remove) {
      if (at < 0) mistakes.push(`stages.${change.name}.remove: there is no such stage`);
      else stages.splice(at, 1);
      continue;
    }
    const merged = stageSchema.safeParse({ ...stages[at], ...withoutNulls(change) });
    if (!merged.success) {
      mistakes.push(...merged.error.issues.map((i) => `stages.${change.name}.${i.path.join('.')}: ${i.message}`));
      continue;
    }
    if (at >= 0 && !after && !before) {
      stages[at] = merged.data;
      continue;
    }
    if (at >= 0) stages.splice(at, 1);
    const anchor = after ?? before;
    const anchorAt = stages.findIndex((s) => s.name === anchor);
    if (anchorAt < 0) mistakes.push(`stages.${change.name}: say after: or before: with the name of a stage that is there`);
    else stages.splice(after ? anchorAt + 1 : anchorAt, 0, merged.data);
  }
  if (mistakes.length > 0) throw new WorkflowError(mistakes);
  return stages;
}

/** `null` in a change takes the value away. */
function withoutNulls(change: object): object {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined]));
}

/** Whether a stage stands outside the order: being held or stalled is no step of the way. */
export function isOutsideOrder(stage: Stage): boolean {
  return stage.role === 'waiting' || stage.role === 'stalled';
}

/** The shape of a workflow file as JSON Schema, for editors. */
export function workflowJsonSchema(): object {
  return z.toJSONSchema(workflowFileSchema, { io: 'input' });
}
