// A menu of checkboxes for a filter. It stays open while several are ticked. Has no state of its own.
import * as Radix from '@radix-ui/react-dropdown-menu';
import type { ReactNode } from 'react';
import './menu.css';

interface Props {
  /** What it filters by, such as `Status`. */
  label: string;
  options: readonly { value: string; content: ReactNode }[];
  /** Empty: all. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

export function FilterMenu({ label, options, chosen, onChange }: Props) {
  const toggle = (value: string): void =>
    onChange(options.map((option) => option.value).filter((other) => (other === value) !== chosen.includes(other)));
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger className="button menu-button" data-filtering={chosen.length > 0}>
        {label}: {chosen.length === 0 ? 'all' : chosen.join(', ')} <span aria-hidden="true">▾</span>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align="start" sideOffset={4}>
          {options.map(({ value, content }) => (
            <Radix.CheckboxItem
              key={value}
              className="menu-item"
              checked={chosen.includes(value)}
              onCheckedChange={() => toggle(value)}
              onSelect={(event) => event.preventDefault()}
            >
              <span className="menu-tick" aria-hidden="true">
                {chosen.includes(value) ? '✔' : ''}
              </span>
              {content}
            </Radix.CheckboxItem>
          ))}
          <Radix.Item className="menu-item" disabled={chosen.length === 0} onSelect={() => onChange([])}>
            <span className="menu-tick" />
            All
          </Radix.Item>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
