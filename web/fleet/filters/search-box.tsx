// Finds backends by a part of host, IP or MAC, or by their names in cluster notation. `/` comes here from anywhere, Esc empties it and leaves.
import { useRef, type KeyboardEvent } from 'react';
import { go } from '../../address.ts';
import { useShortcuts } from '../../shortcuts.ts';
import { readSearch } from './match.ts';

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
      placeholder="host, IP, MAC or n[0-15]   /"
      title="A part of a host name, IP or MAC address; or exact names, such as backend-0-[0-15],login1"
      aria-label="Search host, IP, MAC or node set"
      aria-invalid={readSearch(value).kind === 'mistake'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => go({ search: event.target.value }, 'replace')}
      onKeyDown={onKeyDown}
    />
  );
}
