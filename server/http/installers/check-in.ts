// The check-in of installers: a stage reported over HTTP, for machines with curl or wget but without MQTT.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Sight, Who } from '../../../state-machines/vocabulary.ts';
import { cleanText, deploymentId, eventName, installFailed, reportedEvent } from '../../inputs/health/health-body.ts';
import { explainReported } from '../../inputs/hostos/errors.ts';
import type { Backend } from '../../core/registry.ts';
import { callerOf, type Caller } from './caller.ts';
import type { Intake, Report } from './intake.ts';
import { isOwnPage } from '../own-page.ts';
import { errorSchema, idParams, unknownBackend } from '../schemas.ts';
import type { ServiceParts } from '../service-parts.ts';
import type { TokenReader } from './tokens.ts';

const flag = z.union([z.boolean(), z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1')]);
const reportSchema = z
  .object({
    stage: z
      .string()
      .regex(/^\w{1,64}$/)
      .optional()
      .describe('the stage that was reached'),
    event: eventName.optional().describe('instead of a stage: a step as its deployer names it, such as hostos/base-os-sw'),
    version: z
      .string()
      .regex(/^[\w.+~-]{0,200}$/)
      .optional()
      .describe('for an event: the version that it installed'),
    deployment: deploymentId.optional().describe('for an event: the deployment it belongs to; a new one begins a new run'),
    error: flag.default(false).describe('the stage failed'),
    message: z.string().max(2_000).optional(),
    online: flag.optional().describe('instead of a stage: the installed system is up'),
    failed: flag.optional().describe('instead of a stage: the install as a whole has failed, with the reason in message'),
    text: z
      .string()
      .max(2_000)
      .transform(cleanText)
      .pipe(z.string().min(1))
      .optional()
      .describe('instead of a stage: what the installer is doing'),
    ago: z.coerce.number().min(0).max(3_600).optional().describe('how many seconds ago it happened'),
  })
  .refine(
    ({ stage, event, online, failed, text }) =>
      [stage, event, online || undefined, failed || undefined, text].filter((part) => part !== undefined).length === 1,
    { path: ['stage'], message: 'exactly one of stage, text, event, online=1 and failed=1 is required' },
  );
type Body = z.infer<typeof reportSchema>;

export const acceptedSchema = z.object({ accepted: z.literal(true) });
const description = {
  summary: "An installer's check-in; the id self is the address of the client. 202: stored",
  consumes: ['application/json', 'application/x-www-form-urlencoded'],
  params: idParams,
  body: reportSchema,
  response: { 202: acceptedSchema, 400: errorSchema, 401: errorSchema, 403: errorSchema, 404: errorSchema, 503: errorSchema },
};

export interface CheckInOptions {
  intake: Intake;
  readToken: TokenReader;
}

export function registerCheckIn(app: FastifyInstance, parts: ServiceParts, { intake, readToken }: CheckInOptions): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { registry } = parts.monitor;
  api.post('/api/v1/backends/:id/stages', { schema: description }, async (request, reply) => {
    const { id } = request.params;
    const token = readToken(request.headers.authorization);
    if (token === undefined) return refuse(reply.header('www-authenticate', 'Bearer'), 401, 'unknown token (not listed in http.tokens)');
    const caller = callerOf(request);
    const backend = id === 'self' ? registry.find({ ip: caller.ip }) : registry.get(id);
    const forbidden = isOwnPage(request.headers) ? whyForbidden({ caller, token, backend, id }) : 'only pages of this service may report';
    if (forbidden !== null) return refuse(reply, 403, forbidden);
    if (!backend && id !== 'self') return refuse(reply, 404, unknownBackend(id));
    const mistake = stageMistake(parts, backend, request.body.stage);
    if (mistake !== null) return refuse(reply, 400, mistake);
    const source = token === null ? 'check-in' : `check-in with the token ${token}`;
    const { body } = request;
    const report: Report = {
      sight: sightOf(body),
      who: whoIs(backend, caller.ip),
      text: JSON.stringify(body),
      source,
      agoSeconds: body.ago ?? 0,
      deployment: body.event === undefined ? undefined : body.deployment,
    };
    const finding = explainReported(report.sight);
    const answered = await answer(reply, intake, report);
    if (finding && reply.statusCode === 202) await intake.take({ ...report, sight: finding });
    return answered;
  });
}

/** 202 if stored, else 503 with the time after which to try again. */
export async function answer(reply: FastifyReply, intake: Intake, report: Report): Promise<FastifyReply> {
  const notTaken = await intake.take(report);
  if (!notTaken) return reply.code(202).send({ accepted: true });
  return refuse(reply.header('retry-after', String(notTaken.retryAfterSeconds)), 503, notTaken.why);
}

export function refuse(reply: FastifyReply, status: 400 | 401 | 403 | 404 | 503, error: string): FastifyReply {
  return reply.code(status).send({ error });
}

interface Request {
  caller: Caller;
  token: string | null;
  backend: Backend | undefined;
  id: string;
}

function whyForbidden({ caller, token, backend, id }: Request): string | null {
  if (caller.isPassedOn && (token === null || id === 'self'))
    return 'the request came through a proxy, so the machine is unknown; call the service directly, or name the machine and use a token';
  if (id === 'self' || token !== null || caller.isThisHost || backend?.ip === caller.ip) return null;
  return 'only the machine itself (use self), this host, or a client with a token may report its stages';
}

/** For a machine that is not known yet, any workflow is accepted. */
function stageMistake({ monitor }: ServiceParts, backend: Backend | undefined, stage: string | undefined): string | null {
  if (stage === undefined) return null;
  const workflows = backend ? [monitor.dispatcher.workflowOf(backend)] : [...monitor.workflows.values()];
  if (workflows.some((workflow) => workflow.index.has(stage))) return null;
  return backend ? `the workflow ${workflows[0]?.name} has no stage ${stage}` : `no workflow has a stage ${stage}`;
}

function sightOf({ stage, event, version, error, message, failed, text }: Body): Sight {
  if (event !== undefined) return reportedEvent({ event, version, error, message });
  if (failed === true) return installFailed(message ?? '');
  if (stage !== undefined) return { kind: 'report', stage, error, message: cleanText(message ?? '') || null };
  if (text !== undefined) return { kind: 'text', text };
  return { kind: 'heartbeat', ok: true, text: 'online' };
}

/** What identifies the backend of the observation. */
export function whoIs(backend: Backend | undefined, ip: string): Who {
  if (backend?.mac) return { mac: backend.mac };
  if (!backend || backend.ip) return { ip: backend?.ip ?? ip };
  return backend.host ? { host: backend.host } : { ip };
}
