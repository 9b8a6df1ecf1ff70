// The columns of an exported list of events.
import type { TransitionView } from '../../state-machines/view/view.ts';
import type { Column } from '../export/column.ts';

export const eventColumns: readonly Column<TransitionView>[] = [
  { name: 'seq', of: ({ seq }) => seq },
  { name: 'at', of: ({ at }) => at },
  { name: 'backend', of: ({ host, ip, backend }) => host ?? ip ?? backend },
  { name: 'ip', of: ({ ip }) => ip },
  { name: 'run', of: ({ run }) => run },
  { name: 'status', of: ({ status }) => status },
  { name: 'kind', of: ({ kind }) => kind },
  { name: 'stage', of: ({ stage }) => stage },
  { name: 'message', of: ({ message }) => message },
  { name: 'author', of: ({ author }) => author },
  { name: 'source', of: ({ evidence }) => evidence?.source ?? null },
  { name: 'line', of: ({ evidence }) => evidence?.line ?? null },
  { name: 'text', of: ({ evidence }) => evidence?.text ?? null },
];
