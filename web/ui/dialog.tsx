// A dialog over the page: its frame, its title, and where the focus goes. What stands in it is its caller's matter.
import * as Radix from '@radix-ui/react-dialog';
import { useRef, type ReactNode } from 'react';
import './dialog.css';

interface Props {
  title: string;
  /** What it is for, in a sentence. */
  about: string;
  onClose: () => void;
  children: ReactNode;
}

/** Open for as long as it is there. An element in it with `data-begin="true"` gets the focus, else the first that can have it. */
export function Dialog({ title, about, onClose, children }: Props) {
  const before = useRef<Element | null>(null);
  const begin = (event: Event): void => {
    before.current = document.activeElement;
    const field = event.target instanceof Element ? event.target.querySelector('[data-begin="true"]') : null;
    if (!(field instanceof HTMLElement)) return;
    event.preventDefault();
    field.focus();
  };
  // Radix gives the focus back to a trigger only, and a key may have opened this.
  const giveBack = (event: Event): void => {
    event.preventDefault();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  return (
    <Radix.Root open onOpenChange={(open) => open || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-backdrop" />
        <Radix.Content className="dialog" onOpenAutoFocus={begin} onCloseAutoFocus={giveBack}>
          <Radix.Title>{title}</Radix.Title>
          <Radix.Description className="dim">{about}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogClose({ children, main = false }: { children: string; main?: boolean }) {
  return <Radix.Close className={main ? 'button button-main' : 'button'}>{children}</Radix.Close>;
}
