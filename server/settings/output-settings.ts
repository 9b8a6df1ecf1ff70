// Settings of the site's own outputs.
import { basename } from 'node:path';
import * as z from 'zod';

const outputSchema = z.strictObject({
  type: z.literal('module').describe('kind of output'),
  file: z.string().describe('path of an ES module that exports `createOutput`'),
  name: z.string().min(1).max(100).optional().describe('name in logs and figures, and of the stored position; default: the file name'),
  options: z.json().optional().describe('passed to `createOutput` unchanged'),
  from: z
    .enum(['end', 'beginning'])
    .default('end')
    .describe('changes for the first start: new ones, or all that the store has; later starts resume at the stored position'),
  batch: z.int().min(1).max(1_000).default(100).describe('most changes per call; `1`: one at a time'),
});
export type OutputSettings = z.infer<typeof outputSchema>;

export const outputsSchema = z
  .array(outputSchema)
  .superRefine((outputs, context) => {
    for (const name of namesTwice(outputs)) context.addIssue(`two outputs have the name ${name}; set a different name for one of them`);
  })
  .default([])
  .describe("the site's own outputs: see docs/outputs.md");

/** The name under which the position is stored. */
export function outputName({ name, file }: Pick<OutputSettings, 'name' | 'file'>): string {
  return name ?? basename(file).replace(/\.\w+$/, '');
}

function namesTwice(outputs: readonly OutputSettings[]): string[] {
  const names = outputs.map(outputName);
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
