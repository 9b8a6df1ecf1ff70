// What the service reads, and what it has to complain of, in the API.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { isoTime } from '../../state-machines/view.ts';
import { warningSchema } from '../kept-warnings.ts';
import type { SourceStatus } from '../sources/source.ts';
import { timeSchema } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

const sourceSchema = z.object({
  name: z.string(),
  type: z.string(),
  from: z.string(),
  alive: z.boolean(),
  trouble: z.string().nullable(),
  lines: z.int(),
  observations: z.int(),
  odd: z.int(),
  lastLineAt: timeSchema.nullable(),
  position: z.string().nullable().describe('how far it is done, such as `line 1,234 of messages`; null where nothing has an order'),
  lagBytes: z.int().nullable().describe('bytes that are there and not read yet; null where nobody can tell'),
  oddExamples: z.array(z.string()),
  counters: z.record(z.string(), z.number()),
});

export function registerSources(app: FastifyInstance, { sources, warnings, nowMs }: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.get(
    '/api/v1/sources',
    {
      schema: {
        summary: 'What is read, and whether it can be',
        response: { 200: z.object({ sources: z.array(sourceSchema), serverTime: timeSchema }) },
      },
    },
    async () => ({ sources: sources().map(viewSource), serverTime: isoTime(nowMs()) }),
  );

  api.get(
    '/api/v1/warnings',
    {
      schema: {
        summary: "The last warnings and errors of the service's own log, newest last",
        response: { 200: z.object({ warnings: z.array(warningSchema) }) },
      },
    },
    async () => ({ warnings: [...warnings.all()] }),
  );
}

function viewSource({ lastLineAtMs, ...source }: SourceStatus): z.infer<typeof sourceSchema> {
  return { ...source, lastLineAt: lastLineAtMs === null ? null : isoTime(lastLineAtMs) };
}
