// The URLs at which installers of other deployers call back, if enabled in the settings: Foreman's, and the webhook of cloud-init, curtin and
// Subiquity. The machine is identified by the address of the client; these installers have no tokens.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { readCloudInitEvent } from '../../inputs/health/cloud-init-event.ts';
import { cleanText, installFailed } from '../../inputs/health/health-body.ts';
import type { Alias } from '../../settings/settings.ts';
import { callerOf } from './caller.ts';
import { acceptedSchema, answer, refuse, whoIs } from './check-in.ts';
import type { Intake } from './intake.ts';
import { isOwnPage } from '../own-page.ts';
import { errorSchema } from '../schemas.ts';
import type { ServiceParts } from '../service-parts.ts';

/** A failed step of curtin includes its log. */
const bodyLimit = 1 << 20;
const response = { 202: acceptedSchema, 400: errorSchema, 403: errorSchema, 503: errorSchema };

export interface AliasOptions {
  aliases: readonly Alias[];
  intake: Intake;
}

export function registerAliases(app: FastifyInstance, parts: ServiceParts, { aliases, intake }: AliasOptions): void {
  app.register(async (scope) => {
    // cloud-init sends no content type, and Foreman's templates send logs with various ones.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit }, (_request, body, done) => done(null, body));
    scope.addHook('preHandler', async (request, reply) => {
      const forbidden = whyForbidden(request);
      if (forbidden !== null) return refuse(reply, 403, forbidden);
    });
    const report = createReporter(parts, intake);
    if (aliases.includes('foreman')) registerForeman(scope, report);
    if (aliases.includes('cloud-init')) registerCloudInit(scope, report);
  });
}

type ReportEvent = (request: FastifyRequest, reply: FastifyReply, sight: InstallerEvent, text: string) => Promise<FastifyReply>;

function createReporter({ monitor }: ServiceParts, intake: Intake): ReportEvent {
  return (request, reply, sight, text) => {
    const { ip } = callerOf(request);
    return answer(reply, intake, { sight, who: whoIs(monitor.registry.find({ ip }), ip), text, source: 'check-in' });
  };
}

function registerForeman(app: FastifyInstance, report: ReportEvent): void {
  for (const outcome of ['built', 'failed'] as const) {
    app.route({
      method: ['GET', 'POST'],
      url: `/unattended/${outcome}`,
      bodyLimit,
      schema: { summary: `Foreman's callback: the install of the calling machine is ${outcome}`, response },
      handler: (request, reply) => {
        const said = cleanText(typeof request.body === 'string' ? request.body : '');
        const built = { kind: 'event', phase: 'finish', error: false, part: 'handover', text: 'the installer is done' } as const;
        const sight = { ...(outcome === 'failed' ? installFailed(said) : built), name: `foreman/${outcome}` };
        return report(request, reply, sight, `${request.method} /unattended/${outcome} ${said}`.trim());
      },
    });
  }
}

function registerCloudInit(app: FastifyInstance, report: ReportEvent): void {
  app.post(
    '/cloud-init/events',
    { bodyLimit, schema: { summary: 'An event of the webhook reporters of cloud-init, curtin and Subiquity', response } },
    async (request, reply) => {
      const text = typeof request.body === 'string' ? request.body : '';
      const event = readCloudInitEvent(parseJson(text));
      if (!event) return refuse(reply, 400, 'not an event; expected JSON with name, event_type, and optionally description and result');
      return report(request, reply, event, text);
    },
  );
}

/** A page of another site must not be able to report anything: it can cause a GET, but its headers show its origin. */
function whyForbidden(request: FastifyRequest): string | null {
  const { referer, host } = request.headers;
  if (!isOwnPage(request.headers) || (referer !== undefined && URL.parse(referer)?.host !== host))
    return 'only the machine itself may report';
  return callerOf(request).isPassedOn ? 'the request came through a proxy, so the machine is unknown; call the service directly' : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
