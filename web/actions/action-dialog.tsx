// The dialog for an action on backends: explains it, asks for the user's name, and shows the server's answer. The change itself arrives with
// the live feed.
import { useState } from 'react';
import { nameOf } from '../../state-machines/view/backend-name.ts';
import { useFeed } from '../feed/hooks.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ActionForm } from './action-form.tsx';
import { ActionRefusals } from './action-refusals.tsx';
import { actionWords, countNames, doneText, listNames, type ActionName } from './action-words.ts';
import type { ActionAnswer } from './send-action.ts';
import './actions.css';

interface Props {
  action: ActionName;
  /** Ids. */
  backends: readonly string[];
  /** Called when the dialog closes, with what was done in words; null for nothing. */
  onDone: (done: string | null) => void;
}

/** Open as long as it is rendered. */
export function ActionDialog({ action, backends, onDone }: Props) {
  const { store } = useFeed();
  const [answer, setAnswer] = useState<ActionAnswer | null>(null);
  const words = actionWords[action];
  const known = store.getState().backends;
  const name = (id: string): string => nameOf(known.get(id) ?? { id, host: null, ip: null });
  const names = backends.map(name);
  const saidOf = (told: ActionAnswer): string | null => doneText(action, told.done.map(name));
  const take = (told: ActionAnswer): void => {
    if (told.refused.length > 0) setAnswer(told);
    else onDone(saidOf(told));
  };
  return (
    <Dialog title={`${words.title} ${countNames(names)}`} about={words.means} onClose={() => onDone(answer && saidOf(answer))}>
      {names.length > 1 && <p className="dialog-names">{listNames(names)}</p>}
      {answer ? (
        <ActionRefusals done={saidOf(answer)} refused={answer.refused.map(({ backend, why }) => ({ name: name(backend), why }))} />
      ) : (
        <ActionForm action={action} backends={backends} onAnswer={take} />
      )}
    </Dialog>
  );
}
