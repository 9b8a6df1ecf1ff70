// Validates the items that a site's own source pushes, because they come from third-party code. Omitted fields get their default values. The
// format is documented in docs/deployers/adding-one.md.
import * as z from 'zod';
import { deploymentSchema } from '../../../state-machines/deployment/deployment.ts';
import { eventPhases, type Sight } from '../../../state-machines/vocabulary.ts';
import { normaliseHost, normaliseIp, normaliseMac } from '../contract/addresses.ts';
import type { Unparsed } from '../contract/sighting.ts';
import { cleanText } from '../health/health-body.ts';
import { newReading, readingOf, type Reading } from '../../core/queue.ts';

const text = z.string().max(20_000).transform(cleanText);
const atMs = z.number().min(0).max(8.64e15);

const who = z
  .strictObject({ host: named(normaliseHost), ip: named(normaliseIp), mac: named(normaliseMac) })
  .partial()
  .refine((names) => Object.values(names).some((name) => name !== undefined), 'host, ip or mac');

const event = z.strictObject({
  kind: z.literal('event'),
  name: z.string().min(1).max(200),
  phase: z.enum(eventPhases).default('finish'),
  error: z.boolean().default(false),
  part: z.enum(['handover', 'end', 'install', 'abandoned']).nullable().default(null),
  text: text.default(''),
  attempt: z
    .strictObject({
      implementation: z.string().max(100).nullable().default(null),
      allowed: z.int().min(1).max(1_000).nullable().default(null),
      limitSeconds: z.number().positive().max(31_536_000).nullable().default(null),
    })
    .exactOptional(),
  version: z.string().max(200).exactOptional(),
});
const finding = z.strictObject({
  kind: z.literal('finding'),
  rule: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'lower-case letters, digits and - only'),
  text,
  remedy: text.nullable().default(null),
});
const report = z.strictObject({
  kind: z.literal('report'),
  stage: z.string().regex(/^\w{1,64}$/),
  error: z.boolean().default(false),
  message: text.nullable().default(null),
});
const words = z.strictObject({ kind: z.literal('text'), text });

const observation = z.strictObject({
  who,
  sight: z.discriminatedUnion('kind', [event, finding, report, words]),
  observedAtMs: atMs.optional(),
  deployment: z.string().min(1).max(300).exactOptional(),
  evidence: z.string().max(20_000).optional().describe('the raw log line or payload'),
});
/** Plain data that is passed to `resume` after a restart. */
const at = z.json().optional();

const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('observation'), observation, at }),
  z.strictObject({
    kind: z.literal('deployment'),
    report: deploymentSchema.partial().required({ id: true, workflow: true, reportedAt: true }).strict(),
    at,
  }),
  z.strictObject({ kind: z.literal('position'), at: z.json() }),
]);

export interface ItemContext {
  /** Name of the source. */
  source: string;
  receivedAtMs: number;
}

/** The reading for the queue, or the reason why the item is invalid. */
export function readModuleItem(input: unknown, { source, receivedAtMs }: ItemContext): Reading | Unparsed {
  const parsed = itemSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { unparsed: `${issue?.path.join('.') || 'item'}: ${issue?.message}` };
  }
  const item = parsed.data;
  const position = item.at === undefined ? {} : { position: { source, at: item.at } };
  const silent = { ...newReading(receivedAtMs), ...position };
  if (item.kind === 'position') return silent;
  if (item.kind === 'deployment') return { ...silent, report: item.report };
  const { evidence, observedAtMs = receivedAtMs, ...rest } = item.observation;
  const proof = { source, line: null, offset: null, text: evidence ?? wordsOf(rest.sight) };
  return readingOf({ ...rest, observedAtMs, receivedAtMs, evidence: proof }, position);
}

function wordsOf(sight: Sight): string {
  if (sight.kind === 'report') return sight.message ?? sight.stage;
  return 'text' in sight ? sight.text : '';
}

function named(normalise: (text: string) => string | undefined) {
  return z
    .string()
    .max(255)
    .transform((given, context) => {
      const name = normalise(given);
      if (name === undefined) context.addIssue('invalid name or address');
      return name ?? z.NEVER;
    })
    .exactOptional();
}
