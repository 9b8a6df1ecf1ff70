// What the server tells of its sources and of itself, as far as this view shows it.
import * as z from 'zod';

const sourceSchema = z.object({
  name: z.string(),
  type: z.string(),
  from: z.string(),
  alive: z.boolean(),
  trouble: z.string().nullable(),
  lines: z.int(),
  observations: z.int(),
  odd: z.int(),
  oddExamples: z.array(z.string()),
  lastLineAt: z.iso.datetime().nullable(),
  position: z.string().nullable(),
  lagBytes: z.int().nullable(),
  counters: z.record(z.string(), z.number()),
});
export type ToldSource = z.infer<typeof sourceSchema>;

export const sourcesSchema = z.object({ sources: z.array(sourceSchema), serverTime: z.iso.datetime() });
export type ToldSources = z.infer<typeof sourcesSchema>;

const warningSchema = z.object({ at: z.iso.datetime(), level: z.enum(['warn', 'error']), text: z.string(), count: z.int() });
export type ToldWarning = z.infer<typeof warningSchema>;

export const warningsSchema = z.object({ warnings: z.array(warningSchema) });
