// The columns of an exported list of backends.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { Column } from '../export/column.ts';

export const backendColumns: readonly Column<BackendSummary>[] = [
  { name: 'backend', of: nameOf },
  { name: 'ip', of: ({ ip }) => ip },
  { name: 'mac', of: ({ mac }) => mac },
  { name: 'workflow', of: ({ workflow }) => workflow },
  { name: 'status', of: ({ status }) => status },
  { name: 'stage', of: ({ run }) => run?.stage ?? null },
  { name: 'stageAt', of: ({ run }) => run?.stageAt ?? null },
  { name: 'nextStage', of: ({ run }) => run?.nextStage ?? null },
  { name: 'deadline', of: ({ run }) => run?.deadline ?? null },
  { name: 'since', of: ({ run }) => run?.since ?? null },
  { name: 'startedAt', of: ({ run }) => run?.startedAt ?? null },
  { name: 'endedAt', of: ({ run }) => run?.endedAt ?? null },
  { name: 'lastHeardAt', of: ({ run }) => run?.lastHeardAt ?? null },
  { name: 'message', of: ({ run }) => run?.message ?? null },
  { name: 'deployment', of: ({ run }) => run?.deployment ?? null },
  { name: 'try', of: ({ run }) => run?.attempt?.number ?? null },
  { name: 'implementation', of: ({ run }) => run?.attempt?.implementation ?? null },
  { name: 'finding', of: ({ run }) => run?.finding?.text ?? null },
  { name: 'text', of: ({ run }) => run?.evidence?.text ?? null },
  { name: 'acknowledgedBy', of: ({ run }) => run?.acknowledged?.by ?? null },
  { name: 'mutedBy', of: ({ muted }) => muted?.by ?? null },
];
