// The HTTP server: the API, the live feed, the figures, and the dashboard's files. Knows nothing of how observations come about.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import formBody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { WebSocketServer } from 'ws';
import type { Log } from '../log.ts';
import type { Monitor } from '../monitor.ts';
import type { LiveFeed } from '../sinks/live-feed.ts';
import type { SourceStatus } from '../sources/source.ts';
import { registerApi } from './api.ts';
import { metricsText } from './metrics.ts';

export interface ServiceParts {
  monitor: Monitor;
  feed: LiveFeed;
  sources: () => SourceStatus[];
  /** What keeps the service from being well besides its sources, one sentence each. */
  troubles: () => string[];
  version: string;
  /** Folder of the built dashboard. */
  webRoot: string;
  nowMs: () => number;
  log: Log;
}

const bodyLimit = 64 * 1024;
/** The dashboard loads nothing from elsewhere, and no other page may frame it. */
const contentPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Starts listening. Rejects when the address is taken or not allowed. */
export async function startHttp(parts: ServiceParts, { host, port }: { host: string; port: number }): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit, forceCloseConnections: true, routerOptions: { maxParamLength: 300 } });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'content-security-policy': contentPolicy, 'x-content-type-options': 'nosniff' });
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) parts.log.error({ error }, 'an HTTP request failed');
    return reply.code(status).send({ error: status >= 500 ? 'internal error; the service log has it' : error.message });
  });
  await app.register(formBody, { bodyLimit });
  await app.register(swagger, {
    openapi: { info: { title: 'install-checklist', version: parts.version } },
    transform: jsonSchemaTransform,
  });
  // Registered as a plug-in of its own, so that the description above sees its routes.
  await app.register(async (routes) => registerApi(routes, parts));
  registerPlainRoutes(app, parts);
  await registerDashboard(app, parts.webRoot);
  registerFeed(app, parts);
  await app.listen({ host, port });
  return app;
}

function registerPlainRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const hide = { schema: { hide: true } as object };
  app.get('/api/openapi.json', hide, async () => app.swagger());
  app.get('/metrics', hide, async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await metricsText(parts)));
  app.get('/healthz', hide, async (_request, reply) => {
    const troubles = [
      ...parts.sources().flatMap((source) => (source.alive ? [] : [`${source.name}: ${source.trouble ?? 'stopped'}`])),
      ...parts.troubles(),
    ];
    return reply.code(troubles.length === 0 ? 200 : 503).send({ status: troubles.length === 0 ? 'ok' : 'trouble', troubles });
  });
}

async function registerDashboard(app: FastifyInstance, webRoot: string): Promise<void> {
  if (isAbsolute(webRoot) && existsSync(join(webRoot, 'index.html'))) {
    await app.register(fastifyStatic, { root: webRoot, cacheControl: true, maxAge: 0 });
    return;
  }
  app.get('/', { schema: { hide: true } as object }, async (_request, reply) =>
    reply.code(503).type('text/plain').send('The dashboard is not built. In a checkout: npm run build\n'),
  );
}

function registerFeed(app: FastifyInstance, parts: ServiceParts): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  app.server.on('upgrade', (request, socket, head) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const { origin, host } = request.headers;
    if (url?.pathname !== '/ws') return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    if (origin !== undefined && URL.parse(origin)?.host !== host) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const after = /^\d{1,16}$/.exec(url.searchParams.get('after') ?? '');
    sockets.handleUpgrade(request, socket, head, (client) => parts.feed.join(client, after ? Number(after[0]) : null));
  });
}
