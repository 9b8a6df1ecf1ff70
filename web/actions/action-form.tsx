// The form of an action: a choice where there is one, the user's name, and a note. Sends the action and shows what went wrong.
import { useId, useState, type SubmitEvent } from 'react';
import { DialogClose } from '../ui/dialog.tsx';
import { actionWords, type ActionName } from './action-words.ts';
import { AuthorField } from './author-field.tsx';
import { rememberAuthor, useAuthor } from './author.ts';
import { ChoiceField } from './choice-field.tsx';
import { sendAction, type ActionAnswer } from './send-action.ts';

interface Props {
  action: ActionName;
  backends: readonly string[];
  onAnswer: (answer: ActionAnswer) => void;
}

const noteLength = 500;

export function ActionForm({ action, backends, onAnswer }: Props) {
  const { choices, doIt } = actionWords[action];
  const known = useAuthor();
  const [author, setAuthor] = useState(known);
  const [note, setNote] = useState('');
  const [choice, setChoice] = useState(choices?.list[0]);
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const noteId = useId();

  const send = async (): Promise<void> => {
    setSending(true);
    setProblem(null);
    rememberAuthor(author.trim());
    const answer = await sendAction({ action, backends, author, ...(note.trim() !== '' && { note }), ...choice?.adds });
    setSending(false);
    if (typeof answer === 'string') setProblem(answer);
    else onAnswer(answer);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!sending) void send();
  };

  return (
    <form className="dialog-form" onSubmit={submit}>
      {choices && choice && <ChoiceField title={choices.title} choices={choices.list} chosen={choice} onChoose={setChoice} />}
      <AuthorField author={author} known={known} onChange={setAuthor} />
      <label htmlFor={noteId}>
        Note <span className="dim">optional</span>
      </label>
      <input
        id={noteId}
        className="field"
        value={note}
        maxLength={noteLength}
        data-begin={known !== '' && !choices}
        onChange={(event) => setNote(event.target.value)}
      />
      <p role="alert" className="dialog-problem tone-failed">
        {problem}
      </p>
      <p className="dialog-buttons">
        <DialogClose>Cancel</DialogClose>
        <button type="submit" className="button button-main" aria-busy={sending}>
          {sending ? 'Sending' : doIt}
        </button>
      </p>
    </form>
  );
}
