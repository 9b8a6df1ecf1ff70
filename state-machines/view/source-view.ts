// What the outside sees of the sources and of the service's own warnings: the answers of /api/v1/sources and /api/v1/warnings, which the
// dashboard reads by the same schemas. Pure.
import * as z from 'zod';

const time = z.iso.datetime();

const sourceViewSchema = z.object({
  name: z.string(),
  type: z.string(),
  from: z.string(),
  alive: z.boolean(),
  trouble: z.string().nullable(),
  lines: z.int(),
  observations: z.int(),
  odd: z.int(),
  lastLineAt: time.nullable(),
  position: z.string().nullable().describe('how far it is done, such as `line 1,234 of messages`; null where nothing has an order'),
  lagBytes: z.int().nullable().describe('bytes that are there and not read yet; null where nobody can tell'),
  corrections: z.array(z.string()).describe("sentences about what is put right in its lines' times"),
  oddExamples: z.array(z.string()),
  counters: z.record(z.string(), z.number()),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

export const sourcesSchema = z.object({ sources: z.array(sourceViewSchema), serverTime: time });
export type SourcesView = z.infer<typeof sourcesSchema>;

const warningSchema = z.object({
  at: time.describe('when it was said last'),
  level: z.enum(['warn', 'error']),
  text: z.string(),
  count: z.int().describe('how often in a row'),
});
export type Warning = z.infer<typeof warningSchema>;

export const warningsSchema = z.object({ warnings: z.array(warningSchema) });
