// A filter by workflow. Hidden if there is only one.
import { useMemo } from 'react';
import { go } from '../../address.ts';
import { useFeedState } from '../../feed/hooks.ts';

export function WorkflowFilter({ chosen }: { chosen: string }) {
  const backends = useFeedState('backends');
  const names = useMemo(() => [...new Set([...backends.values()].map(({ workflow }) => workflow))].toSorted(), [backends]);
  if (names.length < 2 && chosen === '') return null;
  const shown = chosen === '' || names.includes(chosen) ? names : [...names, chosen];
  return (
    <select
      className="workflow-filter"
      aria-label="Filter by workflow"
      value={chosen}
      onChange={(event) => go({ workflow: event.target.value }, 'replace')}
    >
      <option value="">all workflows</option>
      {shown.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
