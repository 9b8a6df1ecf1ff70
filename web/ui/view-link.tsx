// A link to another state of this page: it loads no new document, but can be copied or opened in another tab.
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { go, hrefOf, useAddress } from '../address.ts';
import type { Address } from '../address-query.ts';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & { to: Partial<Address> };

export function ViewLink({ to, children, ...rest }: Props) {
  // Its target depends on the current address.
  useAddress();
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={hrefOf(to)} onClick={onClick}>
      {children}
    </a>
  );
}
