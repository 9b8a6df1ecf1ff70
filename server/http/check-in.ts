// The installers' check-in: a stage reported over HTTP, for machines that have curl or wget and no MQTT.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Sight, Who } from '../../state-machines/vocabulary.ts';
import { cleanText } from '../parsers/health-body.ts';
import type { Backend } from '../registry.ts';
import { callerOf, type Caller } from './caller.ts';
import { isOwnPage } from './own-page.ts';
import { errorSchema, idParams, unknownBackend } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

const reportSchema = z
  .object({
    stage: z
      .string()
      .regex(/^\w{1,64}$/)
      .optional(),
    error: z
      .union([z.boolean(), z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1')])
      .default(false),
    message: z.string().max(2_000).optional(),
    text: z.string().max(2_000).transform(cleanText).pipe(z.string().min(1)).optional().describe('what the installer is doing'),
    ago: z.coerce.number().min(0).max(3_600).optional().describe('seconds for which the message had to wait'),
  })
  .refine(({ stage, text }) => (stage === undefined) !== (text === undefined), 'give either a stage or a text');
type Report = z.infer<typeof reportSchema>;

const description = {
  summary: "An installer's check-in; the id self is the caller's address",
  consumes: ['application/json', 'application/x-www-form-urlencoded'],
  params: idParams,
  body: reportSchema,
  response: { 202: z.object({ accepted: z.literal(true) }), 400: errorSchema, 403: errorSchema, 404: errorSchema },
};

export function registerCheckIn(app: FastifyInstance, parts: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { registry } = parts.monitor;
  api.post('/api/v1/backends/:id/stages', { schema: description }, async (request, reply) => {
    const { id } = request.params;
    const caller = callerOf(request);
    const { ip } = caller;
    const backend = id === 'self' ? registry.find({ ip }) : registry.get(id);
    if (!mayReport(request, caller, backend, id))
      return reply.code(403).send({ error: 'only the machine itself (use self), or this host, may report its stages' });
    if (!backend && id !== 'self') return reply.code(404).send({ error: unknownBackend(id) });
    const mistake = stageMistake(parts, backend, request.body.stage);
    if (mistake !== null) return reply.code(400).send({ error: mistake });
    await pushReport(parts, whoIs(backend, ip), request.body);
    return reply.code(202).send({ accepted: true });
  });
}

/** A web page of another site must not be able to report anything through an admin's browser. */
function mayReport(request: FastifyRequest, { ip, isThisHost }: Caller, backend: Backend | undefined, id: string): boolean {
  if (!isOwnPage(request.headers)) return false;
  return id === 'self' || backend?.ip === ip || isThisHost;
}

/** Of a machine that is not known yet any workflow will do. */
function stageMistake({ monitor }: ServiceParts, backend: Backend | undefined, stage: string | undefined): string | null {
  if (stage === undefined) return null;
  const workflows = backend ? [monitor.dispatcher.workflowOf(backend)] : [...monitor.workflows.values()];
  if (workflows.some((workflow) => workflow.index.has(stage))) return null;
  return backend ? `the workflow ${workflows[0]?.name} has no stage ${stage}` : `no workflow has a stage ${stage}`;
}

/** By what the observation finds its backend again. */
function whoIs(backend: Backend | undefined, ip: string): Who {
  if (backend?.mac) return { mac: backend.mac };
  if (!backend || backend.ip) return { ip: backend?.ip ?? ip };
  return backend.host ? { host: backend.host } : { ip };
}

async function pushReport({ monitor, nowMs }: ServiceParts, who: Who, body: Report): Promise<void> {
  const receivedAtMs = nowMs();
  const observedAtMs = receivedAtMs - Math.round((body.ago ?? 0) * 1000);
  const evidence = { source: 'check-in', line: null, offset: null, text: JSON.stringify(body) };
  await monitor.queue.push({ kind: 'observation', observation: { sight: sightOf(body), who, observedAtMs, receivedAtMs, evidence } });
}

function sightOf({ stage, error, message, text }: Report): Sight {
  if (stage !== undefined) return { kind: 'report', stage, error, message: message || null };
  return { kind: 'text', text: text ?? '' };
}
