// Who does it: a field for as long as the name is not known, then a word, which can be changed.
import { useId, useState } from 'react';

interface Props {
  author: string;
  /** As it was kept; empty for not yet. */
  known: string;
  onChange: (author: string) => void;
}

const nameLength = 64;

export function AuthorField({ author, known, onChange }: Props) {
  const [asking, setAsking] = useState(known === '');
  const id = useId();
  if (!asking) {
    return (
      <p className="dialog-author">
        as <strong>{author}</strong>
        <button type="button" className="quiet-button" onClick={() => setAsking(true)}>
          Change name
        </button>
      </p>
    );
  }
  return (
    <>
      <label htmlFor={id}>
        Your name <span className="dim">stands beside what you do; kept in this browser</span>
      </label>
      <input
        id={id}
        className="field"
        value={author}
        required
        // Only what is no space counts as a name.
        pattern=".*\S.*"
        title="A name"
        maxLength={nameLength}
        autoComplete="username"
        data-begin={known === ''}
        autoFocus={known !== ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
