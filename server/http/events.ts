// Changes of runs in the API: of all backends after a number, and of one backend.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { transitionViewSchema, type TransitionView } from '../../state-machines/view/view.ts';
import type { Backend } from '../core/registry.ts';
import type { Change } from '../core/change.ts';
import { viewTransition } from '../core/view.ts';
import { errorSchema, idParams, unknownBackend } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

const limit = z.coerce.number().int().min(1).max(10_000).default(1_000);

export function registerEvents(app: FastifyInstance, parts: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { monitor } = parts;
  api.get(
    '/api/v1/events',
    {
      schema: {
        summary: 'Changes of runs after a number, oldest first; without one the newest',
        querystring: z.object({ after: z.coerce.number().int().min(0).optional(), limit }),
        response: {
          200: z.object({
            events: z.array(transitionViewSchema),
            seq: z.int(),
            complete: z.boolean().describe('false if events after that number are no longer stored'),
          }),
        },
      },
    },
    async ({ query }) => {
      const answer = eventsAfter(parts, query.after, query.limit);
      return { ...answer, seq: answer.events.at(-1)?.seq ?? monitor.seq };
    },
  );

  api.get(
    '/api/v1/backends/:id/events',
    {
      schema: {
        summary: 'The newest changes of a backend and what was done to it, newest last',
        params: idParams,
        querystring: z.object({ limit }),
        response: { 200: z.object({ events: z.array(transitionViewSchema) }), 404: errorSchema },
      },
    },
    async ({ params, query }, reply) => {
      const backend = monitor.registry.get(params.id);
      return backend ? { events: eventsOf(parts, backend, query.limit) } : reply.code(404).send({ error: unknownBackend(params.id) });
    },
  );
}

/** From memory if it reaches back far enough, else from the store. */
function eventsAfter({ monitor, feed, history }: ServiceParts, after: number | undefined, most: number) {
  const kept = after === undefined ? feed.kept.all() : feed.kept.after(after);
  const known = viewsOf(kept ?? feed.kept.all());
  if (history && (after === undefined ? known.length < most : kept === undefined)) return history.events(after, most, monitor.registry);
  const events = after === undefined ? known.slice(-most) : known.slice(0, most);
  return { events, complete: after === undefined || kept !== undefined };
}

function eventsOf({ monitor, feed, history }: ServiceParts, backend: Backend, most: number): TransitionView[] {
  if (history) return history.eventsOf(backend.id, most, monitor.registry);
  return viewsOf(feed.kept.all().filter((change) => change.type === 'transition' && change.backend === backend)).slice(-most);
}

function viewsOf(changes: readonly Change[]): TransitionView[] {
  return changes.flatMap((change) => (change.type === 'transition' ? [viewTransition(change)] : []));
}
