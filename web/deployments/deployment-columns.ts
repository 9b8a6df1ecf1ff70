// The columns of an exported list of deployments, and of the machines of one.
import { memberStatuses, type DeploymentSummary, type MemberView } from '../../state-machines/deployment/deployment.ts';
import type { Column } from '../export/column.ts';

export const deploymentColumns: readonly Column<DeploymentSummary>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'title', of: ({ title }) => title },
  { name: 'workflow', of: ({ workflow }) => workflow },
  { name: 'status', of: ({ status }) => status },
  { name: 'state', of: ({ state }) => state },
  { name: 'user', of: ({ user }) => user },
  { name: 'startedAt', of: ({ startedAt }) => startedAt },
  { name: 'endedAt', of: ({ endedAt }) => endedAt },
  ...memberStatuses.map((status) => ({ name: status, of: ({ counts }: DeploymentSummary) => counts[status] })),
  { name: 'brokenPrerequisites', of: ({ brokenPrerequisites }) => brokenPrerequisites },
  { name: 'error', of: ({ error }) => error },
];

export const memberColumns: readonly Column<MemberView>[] = [
  { name: 'backend', of: ({ backend }) => backend },
  { name: 'batch', of: ({ batch }) => batch },
  { name: 'status', of: ({ status }) => status },
  { name: 'state', of: ({ state }) => state },
  { name: 'detail', of: ({ detail }) => detail },
  { name: 'why', of: ({ why }) => why },
  { name: 'startedAt', of: ({ startedAt }) => startedAt },
  { name: 'endedAt', of: ({ endedAt }) => endedAt },
];
