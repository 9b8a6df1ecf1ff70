// What a workflow file may say, and how one that extends another is completed. Ours and a site's own files pass through here alike.
import * as z from 'zod';
import { dhcpMessages, eventPhases, stageGroups, stageRoles, type StageRole } from '../vocabulary.ts';

const stageName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'a letter, then letters, digits and _; at most 64 characters');
/** Its length and its stars are bounded: looking a text up in it takes time in proportion to both. */
const wildcard = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.split('*').length <= 9, 'at most 8 times *');

/** The part a file plays for a backend: by its inventory entry, else by the usual names. */
export const fileRoles = ['boot-config', 'install-kernel', 'install-ramdisk', 'os-kernel'] as const;
export type FileRole = (typeof fileRoles)[number];

const seenSchema = z.union([
  z.strictObject({ dhcp: z.enum(dhcpMessages) }).describe('a message of the DHCP exchange'),
  z.strictObject({ tftp: z.enum(fileRoles) }).describe('a TFTP read request for the file with this role for the backend'),
  z.strictObject({ boot: z.enum(fileRoles) }).describe('the same over TFTP or HTTP, for firmware and boot loaders that support both'),
  z.strictObject({ tftpFile: wildcard }).describe('a TFTP read request for a file of this name; * matches any text'),
  z
    .strictObject({ http: wildcard, exceptQuery: wildcard.optional() })
    .describe('a GET or POST of this path, or of a path with this last component if the pattern has no slash; * matches any text'),
  z.strictObject({ heartbeat: z.literal(true) }).describe('the installed system reports by health message or check-in that it is online'),
  z
    .strictObject({ event: wildcard, phase: z.enum(eventPhases).optional(), text: wildcard.optional() })
    .describe('an installer reports this step, such as fai/partition; without `phase`: its start, end or failure'),
]);
export type Seen = z.infer<typeof seenSchema>;

export const signSchema = z.union([
  wildcard.describe('path or name of its install kernel or ramdisk, fetched by any protocol'),
  z.strictObject({ tftpFile: wildcard }).describe('a TFTP read request for a file of this name'),
  z
    .strictObject({ http: wildcard })
    .describe('a GET or POST of this path, or of a path with this last component if the pattern has no slash'),
  z.strictObject({ event: wildcard }).describe('an installer reports a step of this name, such as fai/partition'),
]);
/** What only a machine that follows this workflow asks for, or reports. */
export type Sign = z.infer<typeof signSchema>;

/** Something to look at when a stage does not come, in the order in which an admin would. */
const checkSchema = z.strictObject({
  ask: z.string().max(300).describe('the question to answer'),
  command: z
    .string()
    .max(500)
    .optional()
    .describe('command to run on this host; {ip}, {mac}, {dashedMac}, {hexIp} and {host} are replaced by those of the backend'),
});
export type Check = z.infer<typeof checkSchema>;

export const onlineSchema = z.strictObject({
  probe: z
    .strictObject({
      port: z.int().min(1).max(65_535).default(22).describe('TCP port; default: 22'),
      everySeconds: z.number().min(1).max(3_600).default(10).describe('seconds between two attempts at one machine; default: 10'),
    })
    .describe('after the reboot, connect to this TCP port; the first connection proves that the machine is online'),
});
export type OnlineProbe = z.infer<typeof onlineSchema>['probe'];

const seconds = z.number().positive().max(31_536_000);

const stageFields = {
  name: stageName,
  group: z.enum(stageGroups),
  step: stageName.describe('the macro step it belongs to, one of `steps`'),
  aliases: z.array(stageName).max(20).describe('other names under which installers report the stage'),
  limitSeconds: seconds.describe('seconds within which the next required stage must be reached; after that the run is late until it is'),
  failAfterSeconds: seconds.describe(
    'seconds after which the run has failed if the next required stage was not reached; clears when it is',
  ),
  optional: z.boolean().describe('a later stage may be reached without this one; default: false'),
  healedBy: stageName.describe('this stage is an error; the named stage, or a later one, clears it'),
  role: z.enum(stageRoles),
  seen: z.array(seenSchema).max(20).describe('observations that mean this stage; an installer can also report any stage by its name'),
  title: z.string().max(80).describe('the name of the stage in sentences, such as "TFTP request"; default: its name'),
  hint: z.string().max(500).describe('what to check if this stage is not reached, in a sentence or two'),
  checks: z.array(checkSchema).max(20).describe('what to check, step by step'),
};
/** A stage as it is in force, with all that was left out. */
export const stageSchema = z.strictObject({
  ...stageFields,
  step: stageFields.step.optional(),
  aliases: stageFields.aliases.default([]),
  limitSeconds: stageFields.limitSeconds.optional(),
  failAfterSeconds: stageFields.failAfterSeconds.optional(),
  optional: stageFields.optional.default(false),
  healedBy: stageFields.healedBy.optional(),
  role: stageFields.role.optional(),
  seen: stageFields.seen.default([]),
  title: stageFields.title.optional(),
  hint: stageFields.hint.optional(),
  checks: stageFields.checks.default([]),
});
export type Stage = z.infer<typeof stageSchema>;
export type StageFile = z.input<typeof stageSchema>;

/** A macro step: several stages that are tried together, again, or in another way. */
export const stepSchema = z.strictObject({
  name: stageName,
  title: z.string().max(80).optional(),
  tries: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('attempts after which an error fails the run; default: none, the deployer reports when it gives up'),
  limitSeconds: seconds.optional().describe('seconds for one attempt, for stages of the step that have no limit'),
});
export type Step = z.infer<typeof stepSchema>;

/** A rule of order or of versions; a run that breaks it has a finding of this name. */
export const ruleSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'lower-case letters, digits and - only'),
  rule: z
    .enum(['order', 'no-older-version', 'same-major-version'])
    .describe(
      'order: no required stage is skipped, and none is reached after a later one; the others compare the versions that a stage installs',
    ),
  text: z.string().max(300).describe('the rule in one sentence'),
  remedy: z.string().max(500).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

const workflowFields = {
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'lower-case letters, digits, - and . only'),
  title: z.string().max(100).optional(),
  recognise: z
    .array(signSchema)
    .max(50)
    .optional()
    .describe('requests and reports by which a machine without a declared workflow is recognized as following this one'),
  failAfterSeconds: stageFields.failAfterSeconds
    .optional()
    .describe('failAfterSeconds of every stage that has limitSeconds but no failAfterSeconds, except those with the role opening'),
  deployer: z
    .string()
    .max(60)
    .optional()
    .describe('the deploying system, such as Kadeploy 3, for views that show several; default: Network install'),
  steps: z.array(stepSchema).max(50).optional().describe('macro steps, in order'),
  rules: z.array(ruleSchema).max(20).optional(),
  documentsOnly: z.boolean().optional().describe('written from public documentation, not yet tested with a real installer'),
  online: onlineSchema.nullable().optional().describe('how the service checks that a machine is online; default: it waits for a report'),
};
const workflowSchema = z.strictObject({ ...workflowFields, stages: z.array(stageSchema).min(2).max(200) });
const changeSchema = z.strictObject({
  ...z.strictObject(stageFields).partial().shape,
  name: stageName,
  limitSeconds: seconds.nullable().optional().describe('seconds within which the next required stage must be reached; null: no limit'),
  failAfterSeconds: seconds
    .nullable()
    .optional()
    .describe('seconds after which the run has failed without the next required stage; null: never'),
  after: stageName.optional().describe('place it after that stage'),
  before: stageName.optional().describe('place it before that stage'),
  remove: z.literal(true).optional(),
});
const extensionSchema = z.strictObject({
  ...workflowFields,
  extends: z.string().describe('the workflow to extend; if it is the name of this workflow, the extended one is replaced'),
  backends: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe('a node set such as backend-0-[0-15]: the change applies to these machines only; name and extends must be the same'),
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
  recognise: readonly Sign[];
  /** Who deploys: the kind that views are filtered by. */
  deployer: string;
  steps: readonly Step[];
  rules: readonly Rule[];
  /** Not yet seen with a real installer. */
  documentsOnly: boolean;
  /** How we find out ourselves that a machine is online; null: it says so. */
  online: { probe: OnlineProbe } | null;
  /** In the workflow's order, those outside it (waiting, stalled) last. */
  stages: readonly Stage[];
  /** Stage name or alias to its index in `stages`. */
  index: ReadonlyMap<string, number>;
}

/** Finds a workflow by its name, as it is for a backend. */
export type WorkflowsByName = Pick<ReadonlyMap<string, Workflow>, 'get'>;

/** A mistake, and the keys that lead to it in the file. */
export interface WorkflowMistake {
  path: readonly PropertyKey[];
  text: string;
}

/** Every mistake of a workflow file, one sentence each, with its place. */
export class WorkflowError extends Error {
  readonly mistakes: readonly WorkflowMistake[];
  constructor(mistakes: readonly WorkflowMistake[]) {
    super(mistakes.map(({ text }) => text).join('; '));
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
  if (!parsed.success) throw new WorkflowError(parsed.error.issues.map(mistakeOf));
  const file = parsed.data;
  if (!('extends' in file)) return completeWorkflow(file, file.stages);
  const base = known.get(file.extends);
  if (!base) throw new WorkflowError([mistake(['extends'], `no workflow is called ${file.extends}`)]);
  if (file.backends !== undefined && file.name !== file.extends)
    throw new WorkflowError([mistake(['backends'], 'a change for some machines has the name of what it extends')]);
  const workflow = completeWorkflow(file, extendStages(base.stages, file.stages), base);
  if (file.backends !== undefined && namesOf(workflow) !== namesOf(base))
    throw new WorkflowError([mistake(['backends'], 'a change for some machines adds no stages, and takes none away')]);
  return workflow;
}

/** Everybody who shows a workflow counts on the order of its stages. */
function namesOf({ stages }: Workflow): string {
  return stages.map(({ name }) => name).join(' ');
}

/** The place of a key that should not be there is the key. */
function mistakeOf(issue: z.core.$ZodIssue): WorkflowMistake {
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return { ...mistake(issue.path, issue.message), path: place };
}

function mistake(path: readonly PropertyKey[], text: string): WorkflowMistake {
  return { path, text: `${path.map(String).join('.') || 'file'}: ${text}` };
}

/** Kind of the workflows that follow a machine through its network install. */
export const networkInstall = 'Network install';

type Heading = Omit<z.infer<typeof workflowSchema>, 'stages'>;

function completeWorkflow(file: Heading, unordered: readonly Stage[], base?: Workflow): Workflow {
  const stages = [...unordered.filter((s) => !isOutsideOrder(s)), ...unordered.filter(isOutsideOrder)].map((stage) =>
    withHardLimit(stage, file.failAfterSeconds),
  );
  const index = new Map<string, number>();
  const mistakes = stages.flatMap((stage, i) => [...nameMistakes(stage, i, index), ...limitMistakes(stage)]);
  for (const { name, healedBy } of stages) {
    if (healedBy !== undefined && !index.has(healedBy)) mistakes.push(stageMistake(name, 'healedBy', `no stage is called ${healedBy}`));
  }
  const steps = file.steps ?? base?.steps ?? [];
  for (const { name, step } of stages) {
    if (step !== undefined && !steps.some((known) => known.name === step))
      mistakes.push(stageMistake(name, 'step', `no step is called ${step}`));
  }
  if (!stages.some((s) => s.role === 'end')) mistakes.push(mistake(['stages'], 'none has the role end, so no install would ever be over'));
  if (mistakes.length > 0) throw new WorkflowError(mistakes);
  return {
    name: file.name,
    title: file.title ?? base?.title ?? file.name,
    recognise: file.recognise ?? (base?.name === file.name ? base.recognise : []),
    deployer: file.deployer ?? base?.deployer ?? networkInstall,
    steps,
    rules: file.rules ?? base?.rules ?? [],
    documentsOnly: file.documentsOnly ?? base?.documentsOnly ?? false,
    online: file.online === undefined ? (base?.online ?? null) : file.online,
    stages,
    index,
  };
}

/** What alone proves no install does not fail. */
function withHardLimit(stage: Stage, failAfterSeconds: number | undefined): Stage {
  const none = failAfterSeconds === undefined || stage.limitSeconds === undefined || stage.role === 'opening';
  return none ? stage : { failAfterSeconds, ...stage };
}

/** Enters the names of a stage into `index`. */
function nameMistakes(stage: Stage, at: number, index: Map<string, number>): WorkflowMistake[] {
  return [stage.name, ...stage.aliases].flatMap((name) => {
    const twice = index.has(name);
    index.set(name, at);
    return twice ? [mistake(['stages', stage.name], `the name ${name} is there twice`)] : [];
  });
}

function limitMistakes({ name, limitSeconds, failAfterSeconds }: Stage): WorkflowMistake[] {
  if (limitSeconds === undefined || failAfterSeconds === undefined || failAfterSeconds >= limitSeconds) return [];
  return [stageMistake(name, 'failAfterSeconds', `less than its limit of ${limitSeconds} seconds`)];
}

/** The stage's name stands for its place in the list. */
function stageMistake(stage: string, key: PropertyKey, text: string): WorkflowMistake {
  return mistake(['stages', stage, key], text);
}

function extendStages(base: readonly Stage[], changes: Extension['stages']): Stage[] {
  const stages = [...base];
  const mistakes: WorkflowMistake[] = [];
  for (const { after, before, remove, ...change } of changes) {
    const at = stages.findIndex((s) => s.name === change.name);
    if (remove) {
      if (at < 0) mistakes.push(stageMistake(change.name, 'remove', 'there is no such stage'));
      else stages.splice(at, 1);
      continue;
    }
    const merged = stageSchema.safeParse({ ...stages[at], ...withoutNulls(change) });
    if (!merged.success) {
      mistakes.push(...merged.error.issues.map(({ path, message }) => mistake(['stages', change.name, ...path], message)));
      continue;
    }
    if (at >= 0 && !after && !before) {
      stages[at] = merged.data;
      continue;
    }
    if (at >= 0) stages.splice(at, 1);
    const anchor = after ?? before;
    const anchorAt = stages.findIndex((s) => s.name === anchor);
    if (anchorAt < 0) mistakes.push(mistake(['stages', change.name], 'say after: or before: with the name of a stage that is there'));
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
export function isOutsideOrder({ role }: { role?: StageRole | null | undefined }): boolean {
  return role === 'waiting' || role === 'stalled' || role === 'held';
}

/** The shape of a workflow file as JSON Schema, for editors. */
export function workflowJsonSchema(): object {
  return z.toJSONSchema(workflowFileSchema, { io: 'input' });
}
