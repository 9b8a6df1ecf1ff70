// Actions of people on backends: acknowledge, mute, close, extend. They pass through the queue like everything else, and are answered when they
// are stored. Only for people: an installing machine must not be able to clear its own problems.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { actionSchema, type Action } from '../../state-machines/track/actions.ts';
import { expandNodeset } from '../../state-machines/nodeset.ts';
import type { Monitor } from '../core/monitor.ts';
import type { QueueItem } from '../core/queue.ts';
import type { Backend, Registry } from '../core/registry.ts';
import { callerOf } from './installers/caller.ts';
import { isOwnPage } from './own-page.ts';
import { errorSchema, unknownBackend } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

const backendsMax = 10_000;
/** Enough for this many MACs or long host names. */
const bodyLimit = 1024 * 1024;

const requestSchema = z.intersection(
  actionSchema,
  z.strictObject({
    backends: z
      .array(z.string().min(1).max(2_000))
      .min(1)
      .max(backendsMax)
      .describe(`ids, host names, MACs, addresses or node sets such as backend-0-[0-15]; at most ${backendsMax} backends`),
  }),
);

const answerSchema = z.object({
  done: z.array(z.string()).describe('ids of the backends for which the action is done and stored'),
  refused: z.array(z.object({ backend: z.string(), why: z.string() })),
});
type Answer = z.infer<typeof answerSchema>;

const description = {
  summary: 'Acknowledges, mutes, closes or extends, with the name of who does it',
  body: requestSchema,
  response: { 200: answerSchema, 400: errorSchema, 403: errorSchema, 503: errorSchema },
};

export function registerActions(app: FastifyInstance, parts: ServiceParts): void {
  // A separate scope that accepts JSON only, so that a page of another site cannot send a form here.
  app.register(async (scope) => {
    scope.removeContentTypeParser(['text/plain', 'application/x-www-form-urlencoded']);
    scope.addHook('onRequest', async (request, reply) => {
      const forbidden = whyForbidden(request, parts);
      if (forbidden !== null) return reply.code(403).send({ error: forbidden });
    });
    const api = scope.withTypeProvider<ZodTypeProvider>();
    api.post('/api/v1/actions', { schema: description, bodyLimit }, async (request, reply) => {
      const { backends, ...action } = request.body;
      const named = nameBackends(backends, parts.monitor.registry);
      if ('mistakes' in named) return reply.code(400).send({ error: named.mistakes.join('; ') });
      const trouble = parts.history?.recorder.trouble ?? null;
      if (trouble !== null) return reply.code(503).send({ error: `nothing was done: ${trouble}` });
      const answer = await Promise.race([perform(parts, action, named), parts.monitor.over]);
      return (
        answer ??
        reply.code(503).send({ error: 'event processing has stopped or the service is shutting down; actions not yet stored are not done' })
      );
    });
  });
}

function whyForbidden(request: FastifyRequest, { monitor, allowsActions }: ServiceParts): string | null {
  if (!allowsActions) return 'actions are disabled (http.actions in the settings)';
  if (!isOwnPage(request.headers)) return 'only pages of this service may act';
  const { ip, isThisHost } = callerOf(request);
  return !isThisHost && monitor.registry.find({ ip }) ? 'a machine that is being followed may report its stages, but not act' : null;
}

interface Named {
  backends: ReadonlySet<Backend>;
  unknown: readonly string[];
}

/** Each backend once, even if named several times; or every mistake in the names. */
function nameBackends(texts: readonly string[], registry: Registry): Named | { mistakes: string[] } {
  const backends = new Set<Backend>();
  const unknown = new Set<string>();
  const mistakes: string[] = [];
  let count = 0;
  for (const text of texts) {
    try {
      const names = registry.get(text) ? [text] : expandNodeset(text);
      // Repeated names count too: a short request must not keep the service busy.
      count += names.length;
      if (count > backendsMax) return { mistakes: [...mistakes, `backends: more than ${backendsMax} named`] };
      for (const name of names) {
        const backend = registry.get(name);
        if (backend) backends.add(backend);
        else unknown.add(name);
      }
    } catch (error) {
      mistakes.push(`backends: ${(error as Error).message}`);
    }
  }
  return mistakes.length > 0 ? { mistakes } : { backends, unknown: [...unknown] };
}

/** Resolves when everything is stored. */
async function perform({ monitor, nowMs }: ServiceParts, action: Action, { backends, unknown }: Named): Promise<Answer> {
  const atMs = nowMs();
  const answer: Answer = { done: [], refused: unknown.map((backend) => ({ backend, why: unknownBackend(backend) })) };
  const outcomes: Promise<void>[] = [];
  for (const { id } of backends) {
    const { pushed, refusal } = act(monitor, { backend: id, action, atMs });
    outcomes.push(refusal.then((why) => void (why === undefined ? answer.done.push(id) : answer.refused.push({ backend: id, why }))));
    await pushed;
  }
  await Promise.all(outcomes);
  return answer;
}

function act({ queue }: Monitor, what: { backend: string; action: Action; atMs: number }) {
  const { promise: refusal, resolve } = Promise.withResolvers<string | undefined>();
  const item: Extract<QueueItem, { kind: 'action' }> = { kind: 'action', ...what, done: () => resolve(item.refusal) };
  return { pushed: queue.push(item), refusal };
}
