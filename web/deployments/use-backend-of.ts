// Finds the backend for a name that a deployer uses: an id or a host name.
import { useMemo } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { useFeedState } from '../feed/hooks.ts';

export function useBackendOf(): (name: string) => BackendSummary | undefined {
  const backends = useFeedState('backends');
  const byName = useMemo(() => {
    const named = new Map<string, BackendSummary>();
    for (const backend of backends.values()) if (backend.host !== null) named.set(backend.host.toLowerCase(), backend);
    return named;
  }, [backends]);
  return (name) => backends.get(name) ?? byName.get(name.toLowerCase());
}
