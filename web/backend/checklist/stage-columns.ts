// The columns of an exported checklist.
import type { Column } from '../../export/column.ts';
import type { Step } from '../../run/steps.ts';

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

export const stageColumns: readonly Column<Step>[] = [
  { name: 'stage', of: ({ stage }) => stage.name },
  { name: 'group', of: ({ stage }) => stage.group },
  { name: 'step', of: ({ stage }) => stage.step },
  { name: 'status', of: ({ tone }) => tone },
  { name: 'at', of: ({ stage }) => stage.at },
  { name: 'lastAt', of: ({ stage }) => stage.lastAt },
  { name: 'count', of: ({ stage }) => stage.count },
  { name: 'tookSeconds', of: ({ tookMs }) => seconds(tookMs) },
  { name: 'limitSeconds', of: ({ limitMs }) => seconds(limitMs) },
  { name: 'message', of: ({ stage }) => stage.message },
  { name: 'source', of: ({ stage }) => stage.evidence[0]?.source ?? null },
  { name: 'line', of: ({ stage }) => stage.evidence[0]?.line ?? null },
  { name: 'text', of: ({ stage }) => stage.evidence[0]?.text ?? null },
];
