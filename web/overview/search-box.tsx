// Finds backends by a part of host, IP or MAC. `/` comes here from anywhere, Esc empties it and leaves.
import { useRef, type KeyboardEvent } from 'react';
import { go } from '../address.ts';
import { useShortcuts } from '../shortcuts.ts';

export function SearchBox({ value }: { value: string }) {
  const box = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => box.current?.select() });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') go({ search: '' }, 'replace');
    if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      box.current?.blur();
    }
  };
  return (
    <input
      ref={box}
      type="search"
      className="search-box"
      placeholder="host, IP or MAC   /"
      aria-label="Search host, IP or MAC"
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => go({ search: event.target.value }, 'replace')}
      onKeyDown={onKeyDown}
    />
  );
}
