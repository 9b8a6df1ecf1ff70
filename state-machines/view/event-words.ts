// What happened, in a few words, the same wherever an event is a line of text: checklist.log, the console, the terminal. Pure.
import { isActionKind, type Transition } from '../vocabulary.ts';

/** `DHCPACK` · `TFTP_RRQ late` · `TFTP_RRQ acknowledged by anna`. The message is not part of it. */
export function eventWords(event: Pick<Transition, 'kind' | 'stage' | 'success' | 'author'>): string {
  const { kind, stage } = event;
  const what = kind === 'reached' ? '' : isActionKind(kind) ? deedWords(event) : kind;
  return [stage, what].filter((word) => word !== '').join(' ');
}

/** Of what a person did: `closed as installed by anna`. */
export function deedWords({ kind, success, author }: Pick<Transition, 'kind' | 'success' | 'author'>): string {
  const how = kind === 'closed' ? ` as ${success ? 'installed' : 'abandoned'}` : '';
  return `${kind}${how} by ${author ?? 'nobody'}`;
}
