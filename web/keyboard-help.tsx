// The keyboard shortcuts, in a dialog that `?` opens.
import { useState } from 'react';
import { useShortcuts } from './shortcuts.ts';
import { Dialog, DialogClose } from './ui/dialog.tsx';
import { ViewLink } from './ui/view-link.tsx';
import './keyboard-help.css';

const keys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['/'], does: 'search' },
  { keys: ['j', 'k'], does: 'select the next or previous backend or deployment' },
  { keys: ['←', '↑', '→', '↓'], does: 'move the selection; in the grid in all directions' },
  { keys: ['Enter'], does: 'open the selection' },
  { keys: ['a'], does: 'acknowledge the open backend' },
  { keys: ['e'], does: 'show all log lines of the open backend' },
  { keys: ['p'], does: 'pause or resume the events' },
  { keys: ['Esc'], does: 'go back; in the search: clear it' },
  { keys: ['?'], does: 'show this help' },
];

export function KeyboardHelp() {
  const [open, setOpen] = useState(false);
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <>
      <button type="button" className="quiet-button help-button" title="Keyboard shortcuts (?)" onClick={() => setOpen(true)}>
        ?<span className="out-of-sight"> Keyboard shortcuts</span>
      </button>
      {open && (
        <Dialog title="Keyboard shortcuts" about="They work everywhere except in text fields." onClose={() => setOpen(false)}>
          <KeyList />
          <p>
            The search matches any part of a host name, IP or MAC address. It also accepts a node set, which matches exact names:{' '}
            <code>backend-0-[0-15],login1</code>
          </p>
          <p>
            The URL holds the view, filters, search and order: anyone who opens it sees the same page. For a large screen across the room,
            open{' '}
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
