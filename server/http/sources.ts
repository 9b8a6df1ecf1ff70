// The sources and the warnings of the service in the API.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { sourcesSchema, warningsSchema, type SourceView } from '../../state-machines/view/source-view.ts';
import { isoTime } from '../../state-machines/view/view.ts';
import type { SourceStatus } from '../inputs/contract/source.ts';
import type { ServiceParts } from './service-parts.ts';

export function registerSources(app: FastifyInstance, { sources, warnings, nowMs }: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.get(
    '/api/v1/sources',
    {
      schema: {
        summary: 'What is read, and whether it can be',
        response: { 200: sourcesSchema },
      },
    },
    async () => ({ sources: sources().map(viewSource), serverTime: isoTime(nowMs()) }),
  );

  api.get(
    '/api/v1/warnings',
    {
      schema: {
        summary: "The last warnings and errors of the service's own log, newest last",
        response: { 200: warningsSchema },
      },
    },
    async () => ({ warnings: [...warnings.all()] }),
  );
}

function viewSource({ lastLineAtMs, corrections = [], ...source }: SourceStatus): SourceView {
  return { ...source, corrections, lastLineAt: lastLineAtMs === null ? null : isoTime(lastLineAtMs) };
}
