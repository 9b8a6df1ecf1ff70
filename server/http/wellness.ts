// The health of the service: `/healthz` for load balancers and systemd, `/metrics` for Prometheus.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { ServiceParts } from './service-parts.ts';
import { silenceTroubles } from './silence.ts';

const healthSchema = z.object({
  status: z.enum(['ok', 'trouble']),
  troubles: z.array(z.string()).describe('what is wrong, one sentence each'),
});

export function registerWellness(app: FastifyInstance, parts: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.get(
    '/healthz',
    { schema: { summary: 'Whether every source can be read and the machines work', response: { 200: healthSchema, 503: healthSchema } } },
    async (_request, reply) => {
      const troubles = troublesOf(parts);
      if (troubles.length === 0) return { status: 'ok' as const, troubles };
      return reply.code(503).send({ status: 'trouble', troubles });
    },
  );
  // Loaded on the first request: it is a large part of the memory of an idle service.
  api.get('/metrics', { schema: { summary: 'Figures for Prometheus', produces: ['text/plain'] } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await (await import('./metrics.ts')).metricsText(parts)),
  );
}

/** What is wrong now, one sentence each: unreadable sources, silent logs, the store, checklist.log, event processing. */
export function troublesOf({ monitor, nowMs, ...parts }: Pick<ServiceParts, 'monitor' | 'nowMs' | 'sources' | 'troubles'>): string[] {
  const sources = parts.sources();
  const unread = sources.filter((source) => !source.alive).map(({ name, trouble }) => `${name}: ${trouble ?? 'stopped'}`);
  const statuses = [...monitor.registry.all()].map((backend) => monitor.statusOf(backend));
  return [...unread, ...silenceTroubles({ sources, statuses, nowMs: nowMs() }), ...parts.troubles()];
}
