// The result of an action that the server refused for some backends: what was done, and the reasons for the others, equal reasons together.
import { DialogClose } from '../ui/dialog.tsx';
import { listNames } from './action-words.ts';

interface Props {
  /** What was done, in words; null for nothing. */
  done: string | null;
  refused: readonly { name: string; why: string }[];
}

export function ActionRefusals({ done, refused }: Props) {
  const byReason = [...Map.groupBy(refused, ({ why }) => why)];
  return (
    <div className="dialog-result">
      <div role="alert">
        {done !== null && <p className="tone-installed dialog-said">✔ {done}</p>}
        <p className="tone-failed dialog-said">✖ Refused for {refused.length === 1 ? '1 backend' : `${refused.length} backends`}</p>
        <ul>
          {byReason.map(([why, some]) => (
            <li key={why}>
              {listNames(some.map(({ name }) => name))}: {why}
            </li>
          ))}
        </ul>
      </div>
      <p className="dialog-buttons">
        <DialogClose main>Close</DialogClose>
      </p>
    </div>
  );
}
