// The workflows in force in the API, with how long their installs usually take.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { typicalTimesSchema } from '../../state-machines/statistics/typical.ts';
import { onlineSchema, ruleSchema, signSchema, stageSchema, stepSchema } from '../../state-machines/workflow/workflow.ts';
import type { ServiceParts } from './service-parts.ts';

const workflowSchema = z.object({
  name: z.string(),
  title: z.string(),
  recognise: z.array(signSchema).describe('what a machine asks for that tells of it'),
  documentsOnly: z.boolean().describe('made from public documents, and not yet seen with a real installer'),
  online: onlineSchema.nullable().describe('how we find out ourselves that a machine is online; null: it says so'),
  deployer: z.string().describe('who deploys'),
  steps: z.array(stepSchema).describe('macro steps, in their order'),
  rules: z.array(ruleSchema).describe('of order and versions'),
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
        const { index: _index, recognise, steps, rules, stages, ...heading } = workflow;
        const lists = { recognise: [...recognise], steps: [...steps], rules: [...rules], stages: [...stages] };
        return { ...heading, ...lists, typical: typical.of(workflow) };
      }),
    }),
  );
}
