// Searches backends by a part of the host name, IP or MAC address, or by a node set. `/` focuses it from anywhere, Esc clears and leaves it.
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
      title="Any part of a host name, IP or MAC address, or a node set of exact names such as backend-0-[0-15],login1"
      aria-label="Search by host, IP, MAC or node set"
      aria-invalid={readSearch(value).kind === 'mistake'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => go({ search: event.target.value }, 'replace')}
      onKeyDown={onKeyDown}
    />
  );
}
