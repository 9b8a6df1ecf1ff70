// `checklist events`: prints changes of runs, one line each.
import { setTimeout as pause } from 'node:timers/promises';
import { eventWords } from '../../state-machines/view/event-words.ts';
import type { TransitionView } from '../../state-machines/view/view.ts';
import { statusTable } from '../../state-machines/vocabulary.ts';
import { oneLine } from '../outputs/contract/change-line.ts';
import { fetchJson } from './client/service-client.ts';

const pollMs = 1_000;

export async function events(options: { url: string; follow?: boolean; json?: boolean }): Promise<void> {
  let after = '';
  do {
    const answer = await fetchJson<{ events: TransitionView[]; seq: number; complete: boolean }>(options.url, `/api/v1/events${after}`);
    if (!answer.complete) process.stderr.write('checklist: some events in between are no longer stored\n');
    for (const event of answer.events) process.stdout.write(`${options.json ? JSON.stringify(event) : lineOf(event)}\n`);
    after = `?after=${answer.seq}`;
    if (options.follow) await pause(pollMs);
  } while (options.follow);
}

function lineOf(event: TransitionView): string {
  const { at, status, host, ip, backend, message } = event;
  const name = `${host ?? ip ?? backend} ${eventWords(event)}`;
  const text = message === null ? name : `${name}  ${message}`;
  return `${at.slice(0, 19).replace('T', ' ')} ${statusTable[status].glyph} ${oneLine(text)}`;
}
