// The HTTP server: the API, the live feed, the metrics, and the files of the dashboard. Independent of the inputs.
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { isAbsolute, join } from 'node:path';
import formBody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Settings } from '../settings/settings.ts';
import { registerActions } from './actions.ts';
import { registerAgent } from './installers/agent.ts';
import { registerAliases } from './installers/aliases.ts';
import { registerApi } from './api.ts';
import { registerCheckIn } from './installers/check-in.ts';
import { registerFeed } from './feed-socket.ts';
import { Intake } from './installers/intake.ts';
import type { ServiceParts } from './service-parts.ts';
import { createTokenReader } from './installers/tokens.ts';
import { registerWellness } from './wellness.ts';

const bodyLimit = 64 * 1024;
/** A whole cluster may connect at the same moment: the kernel resets connections that exceed the backlog (limited by net.core.somaxconn). */
const backlog = 4_096;
/** The dashboard loads nothing from other hosts, and no other page may frame it. */
const contentPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Starts listening. Rejects if the address is in use or not permitted; throws a SettingsError if a token cannot be read. */
export async function startHttp(parts: ServiceParts, settings: Settings['http']): Promise<FastifyInstance> {
  const { host, port, tokens, aliases } = settings;
  const checkIn = { intake: new Intake(parts), readToken: createTokenReader(tokens), aliases };
  const app = fastify({ bodyLimit, forceCloseConnections: true, routerOptions: { maxParamLength: 300 }, ...slowness(settings) });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers({ 'content-security-policy': contentPolicy, 'x-content-type-options': 'nosniff' });
    done();
  });
  answerErrors(app, parts);
  await app.register(formBody, { bodyLimit });
  await app.register(swagger, {
    openapi: { info: { title: 'install-checklist', version: parts.version } },
    transform: jsonSchemaTransform,
  });
  // Registered as a separate plug-in, so that the OpenAPI description above includes its routes.
  await app.register(async (routes) => {
    registerApi(routes, parts);
    registerCheckIn(routes, parts, checkIn);
    if (aliases.length > 0) registerAliases(routes, parts, checkIn);
    registerActions(routes, parts);
    registerWellness(routes, parts);
    registerAgent(routes);
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await registerDashboard(app, parts.webRoot);
  registerFeed(app, parts.feed);
  await app.listen({ host, port, backlog });
  return app;
}

/** A request that does not arrive completely in time is aborted, so that slow clients do not occupy connections. */
function slowness({ requestSeconds }: Settings['http']) {
  const requestTimeout = requestSeconds * 1000;
  const http = { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.min(1_000, requestTimeout) };
  return { requestTimeout, http, clientErrorHandler: answerBrokenRequest };
}

/** An invalid request has no reply object. */
function answerBrokenRequest({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const [status, error] =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['408 Request Timeout', 'the request took too long to arrive']
      : ['400 Bad Request', 'not an HTTP request'];
  const body = JSON.stringify({ error });
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

/** Every unsuccessful response has the same form. */
function answerErrors(app: FastifyInstance, { log }: ServiceParts): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error }, 'an HTTP request failed');
    return reply.code(status).send({ error: status >= 500 ? 'internal error; see the log of the service' : error.message });
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: `not found: ${request.method} ${request.url.slice(0, 200)}` }));
}

async function registerDashboard(app: FastifyInstance, webRoot: string): Promise<void> {
  if (isAbsolute(webRoot) && existsSync(join(webRoot, 'index.html'))) {
    await app.register(fastifyStatic, { root: webRoot, cacheControl: true, maxAge: 0 });
    return;
  }
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.code(503).type('text/plain').send('The dashboard is not built. In a checkout: npm run build\n'),
  );
}
