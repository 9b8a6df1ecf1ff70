// Findings about inventories: unreadable ones, and contradictions between them.
import { providers } from '../inputs/catalogue.ts';
import type { Inventory } from '../inventory/read-inventory.ts';
import type { Finding } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';

export function judgeInventory({ readings, warnings }: Inventory, machine: Machine): Finding[] {
  const unread = readings.flatMap(({ provider, mistakes }) => {
    // Commands under another root are not run.
    const urgency = machine.isThisOne || asksFiles(provider) ? 'quiet' : 'hint';
    return mistakes.map((mistake): Finding => ({ urgency, what: `inventory ${provider}: ${mistake}` }));
  });
  return [...unread, ...contradictions(warnings)];
}

function contradictions([first, ...more]: readonly string[]): Finding[] {
  if (first === undefined) return [];
  return [
    { urgency: 'hint', what: `inventories: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}`, mend: 'checklist check-config' },
  ];
}

function asksFiles(name: string): boolean {
  return providers.some((provider) => provider.name === name && provider.asks === 'files');
}
