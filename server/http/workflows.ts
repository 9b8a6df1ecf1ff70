// The workflows in force in the API, with the typical durations of their installs.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { typicalTimesSchema } from '../../state-machines/statistics/typical.ts';
import { onlineSchema, ruleSchema, signSchema, stageSchema, stepSchema } from '../../state-machines/workflow/workflow.ts';
import type { ServiceParts } from './service-parts.ts';

const workflowSchema = z.object({
  name: z.string(),
  title: z.string(),
  recognise: z.array(signSchema).describe('requests and reports by which the workflow is recognized'),
  documentsOnly: z.boolean().describe('written from public documentation, not yet tested with a real installer'),
  online: onlineSchema.nullable().describe('how the service checks that a machine is online; null: it waits for a report'),
  deployer: z.string().describe('the deploying system'),
  steps: z.array(stepSchema).describe('macro steps, in order'),
  rules: z.array(ruleSchema).describe('rules of order and of versions'),
  stages: z.array(stageSchema).describe('in order; those outside the order last'),
  typical: typicalTimesSchema.describe('durations of its last installs'),
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
