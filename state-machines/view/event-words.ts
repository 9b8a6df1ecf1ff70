// An event as a short text, the same in checklist.log, on the console and in the terminal. Pure.
import { isActionKind, type Transition } from '../vocabulary.ts';

/** `DHCPACK` · `TFTP_RRQ late` · `TFTP_RRQ acknowledged by anna`. Without the message. */
export function eventWords(event: Pick<Transition, 'kind' | 'stage' | 'success' | 'author'>): string {
  const { kind, stage } = event;
  const what = kind === 'reached' ? '' : isActionKind(kind) ? deedWords(event) : kind;
  return [stage, what].filter((word) => word !== '').join(' ');
}

/** A person's action: `closed as installed by anna`. */
export function deedWords({ kind, success, author }: Pick<Transition, 'kind' | 'success' | 'author'>): string {
  const how = kind === 'closed' ? ` as ${success ? 'installed' : 'abandoned'}` : '';
  return `${kind}${how} by ${author ?? 'nobody'}`;
}
