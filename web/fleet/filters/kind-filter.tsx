// A filter by deployer. Hidden if there is only one.
import { useMemo } from 'react';
import { go } from '../../address.ts';
import { useFeedState } from '../../feed/hooks.ts';

export function KindFilter({ chosen }: { chosen: string }) {
  const backends = useFeedState('backends');
  const workflows = useFeedState('workflows');
  const kinds = useMemo(() => {
    const followed = new Set([...backends.values()].map(({ workflow }) => workflow));
    return [...new Set([...followed].map((name) => workflows.get(name)?.deployer ?? name))].toSorted();
  }, [backends, workflows]);
  if (kinds.length < 2 && chosen === '') return null;
  const shown = chosen === '' || kinds.includes(chosen) ? kinds : [...kinds, chosen];
  return (
    <select
      className="workflow-filter"
      aria-label="Filter by deployer"
      value={chosen}
      onChange={(event) => go({ deployer: event.target.value }, 'replace')}
    >
      <option value="">all deployers</option>
      {shown.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}
