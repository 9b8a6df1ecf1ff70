// The changes between two responses, one line each, for `checklist status --watch` without a terminal. Pure.
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { backendLine, layoutOf } from './backend-line.ts';
import { serverTimeOf, type Board } from './board.ts';
import type { Line } from './line.ts';
import { timeText } from './time-text.ts';

/** Each with its time: backends with another status or stage, in the order of their names; a service that stopped or resumed responding. */
export function changeLines(before: Board, after: Board, { nowMs, zone }: { nowMs: number; zone: string }): Line[] {
  const view = { nowMs: serverTimeOf(after, nowMs), zone, columns: Infinity };
  const time = { text: `${timeText(view.nowMs, view.nowMs, zone)} ` };
  return [...silenceLines(before, after), ...backendLines(before, after, view)].map((line) => [time, ...line]);
}

function silenceLines({ failure: old }: Board, { failure, url }: Board): Line[] {
  if (failure) return old ? [] : [[{ text: `✖ no response from ${url}: ${failure.why}` }]];
  return old ? [[{ text: `✔ ${url} responds again` }]] : [];
}

function backendLines(before: Board, after: Board, view: { nowMs: number; zone: string; columns: number }): Line[] {
  if (!after.answer || after.answer === before.answer) return [];
  const old = new Map(before.answer?.backends.map((backend) => [backend.id, stateOf(backend)]));
  const { backends, workflows } = after.answer;
  const known = { usual: after.usual, workflows };
  const layout = layoutOf(backends, known, view);
  return backends.filter((backend) => old.get(backend.id) !== stateOf(backend)).map((backend) => backendLine(backend, known, view, layout));
}

function stateOf({ status, run }: BackendSummary): string {
  return `${status} ${run?.id} ${run?.stage}`;
}
