// The incidents among all backends, whatever the filter shows of them.
import { useMemo } from 'react';
import { incidentsOf, type Incident } from '../../state-machines/incidents/incidents.ts';
import { useFeedState, useServerTenSeconds } from '../feed/hooks.ts';

export function useIncidents(): readonly Incident[] {
  const backends = useFeedState('backends');
  const workflows = useFeedState('workflows');
  const deployments = useFeedState('deployments');
  const reached = useFeedState('reached');
  const nowMs = useServerTenSeconds();
  return useMemo(
    () => incidentsOf(backends.values(), { workflows, deployments, reached, nowMs }),
    [backends, workflows, deployments, reached, nowMs],
  );
}
