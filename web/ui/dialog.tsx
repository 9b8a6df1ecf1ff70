// A dialog over the page: its frame, its title, and where the focus goes. The caller supplies the content.
import * as Radix from '@radix-ui/react-dialog';
import { useRef, type ReactNode } from 'react';
import './dialog.css';

interface Props {
  title: string;
  /** Its purpose, in a sentence. */
  about: string;
  onClose: () => void;
  children: ReactNode;
}

/** Open as long as it is rendered. The element with `data-begin="true"` gets the focus, otherwise the first focusable one. */
export function Dialog({ title, about, onClose, children }: Props) {
  const before = useRef<Element | null>(null);
  const begin = (event: Event): void => {
    before.current = document.activeElement;
    const field = event.target instanceof Element ? event.target.querySelector('[data-begin="true"]') : null;
    if (!(field instanceof HTMLElement)) return;
    event.preventDefault();
    field.focus();
  };
  // Radix returns the focus only to a trigger, but a key may have opened this dialog.
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
