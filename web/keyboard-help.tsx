// The keys of the page, in a dialog that `?` opens.
import { useState } from 'react';
import { useShortcuts } from './shortcuts.ts';
import { Dialog, DialogClose } from './ui/dialog.tsx';
import { ViewLink } from './ui/view-link.tsx';
import './keyboard-help.css';

const keys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['/'], does: 'search' },
  { keys: ['j', 'k'], does: 'next, previous backend or deployment' },
  { keys: ['←', '↑', '→', '↓'], does: 'move, in the grid to all sides' },
  { keys: ['Enter'], does: 'open what is selected' },
  { keys: ['a'], does: 'acknowledge the backend that is open' },
  { keys: ['e'], does: 'all lines of the backend that is open' },
  { keys: ['Esc'], does: 'back; in the search: empty it' },
  { keys: ['?'], does: 'these keys' },
];

export function KeyboardHelp() {
  const [open, setOpen] = useState(false);
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <>
      <button type="button" className="quiet-button help-button" title="Keys (?)" onClick={() => setOpen(true)}>
        ?<span className="out-of-sight"> Keys and help</span>
      </button>
      {open && (
        <Dialog title="Keys" about="They work wherever nobody types." onClose={() => setOpen(false)}>
          <KeyList />
          <p>
            The search finds a part of a host name, an IP or a MAC address; and exact names, in the notation of clusters:{' '}
            <code>backend-0-[0-15],login1</code>
          </p>
          <p>
            The address says view, filter, search and order: who opens it sees the same. For a screen across the room there is{' '}
            <ViewLink to={{ wall: true }} className="text-link">
              the wall
            </ViewLink>
            .
          </p>
          <div className="dialog-buttons">
            <DialogClose>Close</DialogClose>
          </div>
        </Dialog>
      )}
    </>
  );
}

function KeyList() {
  return (
    <dl className="key-list">
      {keys.map(({ keys: some, does }) => (
        <div key={does}>
          <dt>
            {some.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
