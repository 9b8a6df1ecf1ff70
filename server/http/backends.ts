// Backends in the API: a filtered list, complete or as summaries, and one backend with its runs.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { expandNodeset } from '../../state-machines/nodeset.ts';
import { backendSummarySchema, summariseWorkflow, workflowSummarySchema } from '../../state-machines/view/summary.ts';
import { backendViewSchema, isoTime, runViewSchema } from '../../state-machines/view/view.ts';
import { stageGroups, statuses as allStatuses } from '../../state-machines/vocabulary.ts';
import type { Backend } from '../core/registry.ts';
import { errorSchema, idParams, timeSchema, unknownBackend } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

const list = z.string().max(2_000).optional();
const querySchema = z.object({
  status: list,
  workflow: list,
  nodes: list,
  view: z
    .enum(['whole', 'summary'])
    .default('whole')
    .describe('summary: about 600 bytes per backend, with the workflows needed to read them'),
});
type Query = z.infer<typeof querySchema>;

const wholeSchema = z.object({ backends: z.array(backendViewSchema) });
const summarySchema = z.object({
  workflows: z.array(workflowSummarySchema),
  reached: z.partialRecord(z.enum(stageGroups), timeSchema).describe('by part of the install: when any backend last reached a stage of it'),
  serverTime: timeSchema,
  backends: z.array(backendSummarySchema),
});

export function registerBackends(app: FastifyInstance, parts: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { monitor, history } = parts;
  api.get(
    '/api/v1/backends',
    {
      schema: {
        summary: 'Backends with their newest run',
        querystring: querySchema,
        response: { 200: z.union([summarySchema, wholeSchema]), 400: errorSchema },
      },
    },
    async ({ query }, reply) => {
      const backends = filterBackends(parts, query);
      if (typeof backends === 'string') return reply.code(400).send({ error: backends });
      return query.view === 'summary' ? summaryOf(parts, backends) : { backends: backends.map((backend) => monitor.view(backend)) };
    },
  );

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
      return backend ? monitor.view(backend) : reply.code(404).send({ error: unknownBackend(params.id) });
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
      if (!backend) return reply.code(404).send({ error: unknownBackend(params.id) });
      return { runs: history?.runsOf(backend.id, monitor.workflows) ?? monitor.view(backend, Infinity).runs };
    },
  );
}

function summaryOf({ monitor, feed, nowMs }: ServiceParts, backends: readonly Backend[]): z.infer<typeof summarySchema> {
  return {
    workflows: Array.from(monitor.workflows.values(), summariseWorkflow),
    reached: feed.reached.times,
    serverTime: isoTime(nowMs()),
    backends: backends.map((backend) => monitor.summary(backend)),
  };
}

/** The requested backends, or a sentence that says what is wrong with the request. */
function filterBackends({ monitor }: ServiceParts, query: Query): Backend[] | string {
  const known: readonly string[] = allStatuses;
  const statuses = query.status?.split(',');
  const unknown = statuses?.find((status) => !known.includes(status));
  if (unknown !== undefined) return `status: ${unknown} is unknown; known: ${known.join(', ')}`;
  const nodes = namedBy(monitor, query.nodes);
  if (typeof nodes === 'string') return nodes;
  const workflows = query.workflow?.split(',');
  return [...monitor.registry.all()].filter(
    (backend) =>
      (statuses?.includes(monitor.statusOf(backend)) ?? true) &&
      (workflows?.includes(monitor.dispatcher.workflowOf(backend).name) ?? true) &&
      (nodes?.has(backend) ?? true),
  );
}

function namedBy({ registry }: ServiceParts['monitor'], nodes: string | undefined): Set<Backend | undefined> | string | undefined {
  try {
    return nodes === undefined ? undefined : new Set(expandNodeset(nodes).map((name) => registry.get(name)));
  } catch (error) {
    return `nodes: ${(error as Error).message}`;
  }
}
