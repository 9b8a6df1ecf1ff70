// Everything in docs/ that is generated from the code: parts of pages, and the JSON Schema of workflow files. `npm run docs` writes all of it;
// generated.test.ts fails if something is out of date. To add a table: put `<!-- generated:NAME -->` and `<!-- end:NAME -->` into the page,
// and add a row below.
import { workflowJsonSchema } from '../../state-machines/workflow/workflow.ts';
import { bootServerTable, inventoryTable, sourceTable } from './catalogue-tables.ts';
import { withoutAlignment } from './markdown-table.ts';
import { markedPart, marksOf, withMarkedPart } from './marked-part.ts';
import { settingsTables } from './settings-tables.ts';
import { statusesTable } from './status-table.ts';
import { workflowTables } from './workflow-tables.ts';

export interface GeneratedPart {
  /** Relative to the repository. */
  page: string;
  /** As in the marks of the page. */
  name: string;
  /** The text between the marks, in Markdown. */
  make: () => string;
}

export const generatedParts: readonly GeneratedPart[] = [
  { page: 'docs/how-it-works.md', name: 'statuses', make: statusesTable },
  { page: 'docs/boot-servers/README.md', name: 'boot-servers', make: bootServerTable },
  { page: 'docs/ways-in.md', name: 'sources', make: sourceTable },
  { page: 'docs/inventory.md', name: 'inventories', make: inventoryTable },
  { page: 'docs/settings.md', name: 'settings', make: settingsTables },
  { page: 'docs/workflows.md', name: 'workflows', make: workflowTables },
];

/** Whole files, in JSON. */
export const generatedFiles: readonly { page: string; make: () => object }[] = [
  { page: 'docs/workflow.schema.json', make: workflowJsonSchema },
];

/** For failure messages. */
export const howToRegenerate = 'out of date; regenerate with: npm run docs';

/** Whether the page has what would be generated. */
export function isUpToDate({ name, make }: GeneratedPart, page: string): boolean {
  const part = markedPart(page, marksOf('generated', name));
  return part !== undefined && withoutAlignment(part) === withoutAlignment(make());
}

/** The page with the part as it should be. */
export function regenerated({ page: path, name, make }: GeneratedPart, page: string): string {
  const marks = marksOf('generated', name);
  const text = withMarkedPart(page, marks, make());
  if (text === undefined) throw new Error(`${path}: no ${marks.begin} … ${marks.end}`);
  return text;
}
