// The JSON API under /api/v1: what there is to be read of backends, runs, events, sources and workflows.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { backendViewSchema, runViewSchema, transitionViewSchema } from '../../state-machines/view.ts';
import { runStatuses } from '../../state-machines/vocabulary.ts';
import { expandNodeset } from '../../state-machines/nodeset.ts';
import type { Backend } from '../registry.ts';
import { viewTransition } from '../view.ts';
import { errorSchema, idParams } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

const list = z.string().max(2_000).optional();
const sourceSchema = z.object({
  name: z.string(),
  type: z.string(),
  from: z.string(),
  alive: z.boolean(),
  trouble: z.string().nullable(),
  lines: z.int(),
  observations: z.int(),
  odd: z.int(),
  lastLineAt: z.iso.datetime().nullable(),
  oddExamples: z.array(z.string()),
  counters: z.record(z.string(), z.number()),
});
export function registerApi(app: FastifyInstance, parts: ServiceParts): void {
  const api = withZod(app);
  registerBackends(api, parts);
  registerBackend(api, parts);
  registerEvents(api, parts);
  registerSources(api, parts);
}

type Api = ReturnType<typeof withZod>;
const withZod = (app: FastifyInstance) => app.withTypeProvider<ZodTypeProvider>();

function registerBackends(api: Api, parts: ServiceParts): void {
  const { monitor } = parts;
  api.get(
    '/api/v1/backends',
    {
      schema: {
        summary: 'Backends with their newest run',
        querystring: z.object({ status: list, workflow: list, nodes: list }),
        response: { 200: z.object({ backends: z.array(backendViewSchema) }), 400: errorSchema },
      },
    },
    async ({ query }, reply) => {
      const known = new Set<string>([...runStatuses, 'idle']);
      const unknown = query.status?.split(',').find((status) => !known.has(status));
      if (unknown !== undefined) return reply.code(400).send({ error: `status: ${unknown} is none of ${[...known].join(', ')}` });
      try {
        return { backends: filterBackends(parts, query).map((backend) => monitor.view(backend)) };
      } catch (error) {
        return reply.code(400).send({ error: `nodes: ${(error as Error).message}` });
      }
    },
  );
}

function registerBackend(api: Api, { monitor, history }: ServiceParts): void {
  api.get(
    '/api/v1/backends/:id',
    {
      schema: {
        summary: 'One backend, by id, host name, MAC or address',
        params: idParams,
        response: { 200: backendViewSchema, 404: errorSchema },
      },
    },
    async ({ params }, reply) => {
      const backend = monitor.registry.get(params.id);
      return backend ? monitor.view(backend) : reply.code(404).send({ error: `no backend is called ${params.id}` });
    },
  );

  api.get(
    '/api/v1/backends/:id/runs',
    {
      schema: {
        summary: 'All runs of a backend, newest last',
        params: idParams,
        response: { 200: z.object({ runs: z.array(runViewSchema) }), 404: errorSchema },
      },
    },
    async ({ params }, reply) => {
      const backend = monitor.registry.get(params.id);
      if (!backend) return reply.code(404).send({ error: `no backend is called ${params.id}` });
      return { runs: history?.runsOf(backend.id, monitor.workflows) ?? monitor.view(backend, Infinity).runs };
    },
  );
}

function registerEvents(api: Api, parts: ServiceParts): void {
  const { monitor } = parts;
  api.get(
    '/api/v1/events',
    {
      schema: {
        summary: 'Changes of runs after a number, oldest first; without one the newest',
        querystring: z.object({
          after: z.coerce.number().int().min(0).optional(),
          limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
        }),
        response: {
          200: z.object({
            events: z.array(transitionViewSchema),
            seq: z.int(),
            complete: z.boolean().describe('false when older ones after that number are no longer kept'),
          }),
        },
      },
    },
    async ({ query: { after, limit } }) => {
      const answer = eventsAfter(parts, after, limit);
      return { ...answer, seq: answer.events.at(-1)?.seq ?? monitor.seq };
    },
  );
}

/** From memory while that reaches back so far, else from the store. */
function eventsAfter({ monitor, feed, history }: ServiceParts, after: number | undefined, limit: number) {
  const kept = after === undefined ? feed.allChanges() : feed.changesAfter(after);
  const known = (kept ?? feed.allChanges()).flatMap((change) => (change.type === 'transition' ? [viewTransition(change)] : []));
  if (history && (after === undefined ? known.length < limit : kept === undefined)) return history.events(after, limit, monitor.registry);
  const events = after === undefined ? known.slice(-limit) : known.slice(0, limit);
  return { events, complete: after === undefined || kept !== undefined };
}

function registerSources(api: Api, { monitor, sources }: ServiceParts): void {
  api.get(
    '/api/v1/sources',
    { schema: { summary: 'What is read, and whether it can be', response: { 200: z.object({ sources: z.array(sourceSchema) }) } } },
    async () => ({
      sources: sources().map(({ lastLineAtMs, ...source }) => ({
        ...source,
        lastLineAt: lastLineAtMs === null ? null : new Date(lastLineAtMs).toISOString(),
      })),
    }),
  );

  api.get('/api/v1/workflows', { schema: { summary: 'The workflows in force' } }, async () => ({
    workflows: [...monitor.workflows.values()].map(({ index: _index, ...workflow }) => workflow),
  }));
}

function filterBackends(
  { monitor }: ServiceParts,
  query: { status?: string | undefined; workflow?: string | undefined; nodes?: string | undefined },
): Backend[] {
  const statuses = query.status === undefined ? undefined : new Set(query.status.split(','));
  const workflows = query.workflow === undefined ? undefined : new Set(query.workflow.split(','));
  const nodes = query.nodes === undefined ? undefined : new Set(expandNodeset(query.nodes).map((name) => monitor.registry.get(name)));
  return [...monitor.registry.all()].filter(
    (backend) =>
      (statuses?.has(monitor.statusOf(backend)) ?? true) &&
      (workflows?.has(monitor.dispatcher.workflowOf(backend).name) ?? true) &&
      (nodes?.has(backend) ?? true),
  );
}
