// Deployments in the API: a list without members, and one completely.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  deploymentSummarySchema,
  deploymentViewSchema,
  summariseDeployment,
  viewDeployment,
} from '../../state-machines/deployment/deployment.ts';
import { errorSchema } from './schemas.ts';
import type { ServiceParts } from './service-parts.ts';

export function registerDeployments(app: FastifyInstance, { monitor }: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { deployments } = monitor.dispatcher;
  api.get(
    '/api/v1/deployments',
    {
      schema: {
        summary: 'Operations over many machines, newest last',
        response: { 200: z.object({ deployments: z.array(deploymentSummarySchema) }) },
      },
    },
    async () => ({ deployments: deployments.all().map(summariseDeployment) }),
  );

  api.get(
    '/api/v1/deployments/:id',
    {
      schema: {
        summary: 'One deployment with its machines',
        params: z.object({ id: z.string().max(300) }),
        response: { 200: deploymentViewSchema, 404: errorSchema },
      },
    },
    async ({ params }, reply) => {
      const deployment = deployments.get(params.id);
      if (!deployment) return reply.code(404).send({ error: `no deployment is called ${params.id}` });
      return viewDeployment(deployment);
    },
  );
}
