// The buttons for the actions on one backend, and the dialog of the chosen one.
import { useState } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { useShortcuts } from '../shortcuts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { actionWords, type ActionName } from './action-words.ts';
import { actionsOffered } from './offers.ts';
import './actions.css';

export function BackendActions({ backend }: { backend: BackendSummary }) {
  const offered = actionsOffered(backend, useServerSecond());
  const [asked, setAsked] = useState<ActionName | null>(null);
  const [done, setDone] = useState<string | null>(null);
  useShortcuts({ a: () => (offered.includes('acknowledge') ? setAsked('acknowledge') : false) });
  const close = (said: string | null): void => {
    setAsked(null);
    setDone(said);
  };
  return (
    <div className="backend-actions">
      {offered.map((action) => (
        // An action and its opposite share a button, which keeps the focus when one replaces the other.
        <button key={action.replace(/^un/, '')} type="button" className="button" onClick={() => setAsked(action)}>
          {actionWords[action].button} {action === 'acknowledge' && <span className="dim">a</span>}
        </button>
      ))}
      <span role="status" className="dim">
        {done}
      </span>
      {asked && <ActionDialog action={asked} backends={[backend.id]} onDone={close} />}
    </div>
  );
}
