// The user's name: a field while it is unknown, then plain text with a button to change it.
import { useId, useState } from 'react';

interface Props {
  author: string;
  /** The stored name; empty for none. */
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
        Your name <span className="dim">shown next to your actions; stored in this browser</span>
      </label>
      <input
        id={id}
        className="field"
        value={author}
        required
        // A name has at least one character that is not a space.
        pattern=".*\S.*"
        title="Enter a name"
        maxLength={nameLength}
        autoComplete="username"
        data-begin={known === ''}
        autoFocus={known !== ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}
