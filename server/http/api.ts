// The JSON API under /api/v1; each part is in its own file.
import type { FastifyInstance } from 'fastify';
import { registerBackends } from './backends.ts';
import { registerDeployments } from './deployments.ts';
import { registerEvents } from './events.ts';
import { registerSources } from './sources.ts';
import type { ServiceParts } from './service-parts.ts';
import { registerWorkflows } from './workflows.ts';

export function registerApi(app: FastifyInstance, parts: ServiceParts): void {
  for (const register of [registerBackends, registerDeployments, registerEvents, registerSources, registerWorkflows]) register(app, parts);
}
