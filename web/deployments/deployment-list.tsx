// All known deployments, newest first.
import { useMemo, useRef } from 'react';
import type { DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import { useFeedState } from '../feed/hooks.ts';
import { useShortcuts } from '../shortcuts.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { deploymentColumns } from './deployment-columns.ts';
import { DeploymentRow } from './deployment-row.tsx';
import { NoDeployments } from './no-deployments.tsx';

export function DeploymentList() {
  const known = useFeedState('deployments');
  const deployments = useMemo(() => [...known.values()].toSorted(newestFirst), [known]);
  const list = useRef<HTMLOListElement>(null);
  const move = (step: 1 | -1) => focusNext(list.current, step);
  useShortcuts({ j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  if (deployments.length === 0) return <NoDeployments />;
  return (
    // A scrollable region must be reachable by keyboard.
    <section className="deployments-page" aria-label="Deployments" tabIndex={0}>
      <div className="deployments-head">
        <h2>Deployments ({deployments.length.toLocaleString('en')})</h2>
        <ExportMenu name="deployments" rows={deployments} columns={deploymentColumns} />
      </div>
      <ol ref={list} className="deployment-list">
        {deployments.map((deployment) => (
          <DeploymentRow key={deployment.id} deployment={deployment} />
        ))}
      </ol>
    </section>
  );
}

/** A planned deployment has no start and comes first. */
function newestFirst(a: DeploymentSummary, b: DeploymentSummary): number {
  const [newer, older] = [b.startedAt ?? '9', a.startedAt ?? '9'];
  if (newer === older) return a.id < b.id ? 1 : -1;
  return newer < older ? -1 : 1;
}

function focusNext(list: HTMLElement | null, step: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('.deployment-link') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at < 0 ? 0 : at + step]?.focus();
}
