// The workflows in force in the API, with how long their installs usually take.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { typicalTimesSchema } from '../../state-machines/typical.ts';
import { stageSchema } from '../../state-machines/workflow.ts';
import type { ServiceParts } from './service-parts.ts';

const workflowSchema = z.object({
  name: z.string(),
  title: z.string(),
  recognise: z.array(z.string()).describe('names of install kernels that tell of it'),
  stages: z.array(stageSchema).describe('in their order, those outside it last'),
  typical: typicalTimesSchema.describe('how long its last installs took'),
});

export function registerWorkflows(app: FastifyInstance, { monitor, typical }: ServiceParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.get(
    '/api/v1/workflows',
    {
      schema: {
        summary: 'The workflows in force, with how long they usually take',
        response: { 200: z.object({ workflows: z.array(workflowSchema) }) },
      },
    },
    async () => ({
      workflows: Array.from(monitor.workflows.values(), (workflow) => {
        const { name, title, recognise, stages } = workflow;
        return { name, title, recognise: [...recognise], stages: [...stages], typical: typical.of(workflow) };
      }),
    }),
  );
}
