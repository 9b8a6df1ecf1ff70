// The keys of the page, in a dialog that `?` opens.
import * as Dialog from '@radix-ui/react-dialog';
import { useState } from 'react';
import { useShortcuts } from './shortcuts.ts';
import { ViewLink } from './ui/view-link.tsx';
import './keyboard-help.css';

const keys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['/'], does: 'search host, IP, MAC or node set' },
  { keys: ['j', 'k'], does: 'next, previous backend' },
  { keys: ['←', '↑', '→', '↓'], does: 'move in the grid' },
  { keys: ['Enter'], does: 'open the selected backend' },
  { keys: ['Esc'], does: 'back; empties the search' },
  { keys: ['?'], does: 'these keys' },
];

export function KeyboardHelp() {
  const [open, setOpen] = useState(false);
  useShortcuts({ '?': () => setOpen(true) });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="quiet-button help-button" aria-label="Keys and help" title="Keys and help (?)">
        ?
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title>Keys</Dialog.Title>
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
          <p className="dim">
            A search such as <code>backend-0-[0-15],login1</code> finds exact names. The address holds view, filter and order: a link shows a
            colleague the same. For a screen on the wall: <ViewLink to={{ wall: true }}>the wall</ViewLink>.
          </p>
          <Dialog.Close className="button">Close</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
