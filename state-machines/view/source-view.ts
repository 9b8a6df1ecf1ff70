// The public view of sources and of the service's own warnings: the responses of /api/v1/sources and /api/v1/warnings. The dashboard uses the
// same schemas. Pure.
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
  position: z.string().nullable().describe('current position, such as `line 1,234 of messages`; null if the source has no order'),
  lagBytes: z.int().nullable().describe('bytes not read yet; null if unknown'),
  corrections: z.array(z.string()).describe('corrections applied to the timestamps of its lines, one sentence each'),
  oddExamples: z.array(z.string()),
  counters: z.record(z.string(), z.number()),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

export const sourcesSchema = z.object({ sources: z.array(sourceViewSchema), serverTime: time });
export type SourcesView = z.infer<typeof sourcesSchema>;

const warningSchema = z.object({
  at: time.describe('when it was last logged'),
  level: z.enum(['warn', 'error']),
  text: z.string(),
  count: z.int().describe('how many times in a row'),
});
export type Warning = z.infer<typeof warningSchema>;

export const warningsSchema = z.object({ warnings: z.array(warningSchema) });
