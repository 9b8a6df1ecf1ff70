// What to check, step by step, each with its command filled in for this backend; or the workflow's hint if it has no steps.
import { fillCommand } from '../../../state-machines/workflow/checks.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import type { RunView } from '../../../state-machines/view/view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';

export function WhatToCheck({ backend, run: { checks, hint } }: { backend: BackendSummary; run: RunView }) {
  if (checks.length === 0) return hint;
  return (
    <ol className="what-to-check">
      {checks.map(({ ask, command }) => (
        <li key={ask}>
          <span>{ask}</span>
          {command !== null && <Command command={fillCommand(command, backend)} />}
        </li>
      ))}
    </ol>
  );
}

/** Null: the command needs an address or a name that is unknown. */
function Command({ command }: { command: string | null }) {
  if (command === null) return <span className="dim">the command needs an address that is not known yet</span>;
  return (
    <span className="check-command">
      <code>{command}</code>
      <CopyButton text={command} label={`Copy the command ${command}`} />
    </span>
  );
}
