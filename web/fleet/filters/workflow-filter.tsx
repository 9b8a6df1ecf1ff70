// Shows only the backends of one workflow. Nothing where there is only one to choose.
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
      aria-label="Show only the workflow"
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
