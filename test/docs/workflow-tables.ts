// The tables of docs/workflows.md, made from the workflows. `npm run docs` writes them.
import { limitText } from '../../state-machines/vocabulary/duration.ts';
import { isOutsideOrder, type Seen, type Stage, type Workflow } from '../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';

const limit = (seconds: number | undefined): string => (seconds === undefined ? '' : limitText(seconds * 1000));

function seenText(seen: Seen): string {
  if ('dhcp' in seen) return 'DHCP';
  if ('heartbeat' in seen) return 'health message';
  if ('event' in seen) return `event \`${seen.event}\`${seen.phase === undefined ? '' : `, its ${seen.phase}`}`;
  const [how, what] = Object.entries(seen).find(([key]) => key !== 'exceptQuery') ?? [];
  return how === 'boot' || how === 'tftp'
    ? `${how === 'boot' ? 'TFTP or HTTP' : 'TFTP'}: ${what}`
    : `${how === 'http' ? 'HTTP' : 'TFTP'} \`${what}\``;
}

function row(stage: Stage): string {
  const { name, aliases, limitSeconds, failAfterSeconds, optional, seen } = stage;
  const notes = [optional ? 'optional' : '', isOutsideOrder(stage) ? 'outside the order' : ''].filter(Boolean).join(', ');
  const names = [`\`${name}\``, ...aliases.map((alias) => `\`${alias}\``)].join(', ');
  const where = [...new Set(seen.map(seenText))].join(', ') || 'reported';
  return `| ${names} | ${where} | ${limit(limitSeconds)} | ${limit(failAfterSeconds)} | ${notes} |`;
}

function workflowTable({ name, title, documentsOnly, stages }: Workflow): string {
  return [
    `### \`${name}\`: ${title}`,
    ...(documentsOnly ? ['', 'Written from public documentation; not yet tested with a real installer.'] : []),
    '',
    '| stage, and other names for it | seen in | late after | failed after | |',
    '| --- | --- | --- | --- | --- |',
    ...stages.map(row),
  ].join('\n');
}

/** A section for each built-in workflow. */
export function workflowTables(): string {
  return [...builtInWorkflows.values()].map(workflowTable).join('\n\n');
}
