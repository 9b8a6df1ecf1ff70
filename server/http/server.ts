// The HTTP server: the API, the live feed, the figures, and the dashboard's files. Knows nothing of how observations come about.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import formBody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { registerActions } from './actions.ts';
import { registerAgent } from './agent.ts';
import { registerApi } from './api.ts';
import { registerCheckIn } from './check-in.ts';
import { registerFeed } from './feed-socket.ts';
import type { ServiceParts } from './service-parts.ts';
import { registerWellness } from './wellness.ts';

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
  answerErrors(app, parts);
  await app.register(formBody, { bodyLimit });
  await app.register(swagger, {
    openapi: { info: { title: 'install-checklist', version: parts.version } },
    transform: jsonSchemaTransform,
  });
  // Registered as a plug-in of its own, so that the description above sees its routes.
  await app.register(async (routes) => {
    registerApi(routes, parts);
    registerCheckIn(routes, parts);
    registerActions(routes, parts);
    registerWellness(routes, parts);
    registerAgent(routes);
  });
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger());
  await registerDashboard(app, parts.webRoot);
  registerFeed(app, parts.feed);
  await app.listen({ host, port });
  return app;
}

/** Every answer that is no success has the same shape. */
function answerErrors(app: FastifyInstance, { log }: ServiceParts): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error }, 'an HTTP request failed');
    return reply.code(status).send({ error: status >= 500 ? 'internal error; the service log has it' : error.message });
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: `there is no ${request.method} ${request.url.slice(0, 200)}` }));
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
