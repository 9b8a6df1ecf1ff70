// The schema of workflow files, built-in ones and a site's own.
import * as z from 'zod';
import { dhcpMessages, eventPhases, stageGroups, stageRoles } from '../vocabulary.ts';

const stageName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'a letter, then letters, digits and _; at most 64 characters');
/** Length and number of stars are bounded: the time to match a text is proportional to both. */
const wildcard = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text.split('*').length <= 9, 'at most 8 *');

/** The role of a file for a backend: by its inventory entry, or by the usual names. */
const fileRoles = ['boot-config', 'install-kernel', 'install-ramdisk', 'os-kernel'] as const;
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
/** Requests and reports that only a machine of this workflow makes. */
export type Sign = z.infer<typeof signSchema>;

/** A check for when a stage is not reached, in the order in which an admin would make them. */
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
/** A complete stage, with all defaults. */
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

/** A macro step: several stages that are tried, and retried, together, possibly with another implementation. */
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

/** A rule about order or versions; a run that breaks it gets a finding of this name. */
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
export const workflowSchema = z.strictObject({ ...workflowFields, stages: z.array(stageSchema).min(2).max(200) });
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
export const extensionSchema = z.strictObject({
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

/** A whole workflow, or one that extends another: the schema of every workflow file. */
const workflowFileSchema = z.union([extensionSchema, workflowSchema]);
export type WorkflowFile = z.input<typeof workflowFileSchema>;
export type Extension = z.infer<typeof extensionSchema>;

/** The JSON Schema of a workflow file, for editors. */
export function workflowJsonSchema(): object {
  return z.toJSONSchema(workflowFileSchema, { io: 'input' });
}
