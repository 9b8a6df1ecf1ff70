// How many lines a source gives in a second, from what the server counted at two moments of its own clock. Pure.
import type { SourcesView } from '../../state-machines/view/source-view.ts';

/** From the oldest to the newest of `answers`; null before the second, and when the service began to count anew between them. */
export function linesPerSecond(name: string, answers: readonly SourcesView[]): number | null {
  const [first, last] = [answers[0], answers.at(-1)];
  if (!first || !last) return null;
  const seconds = (Date.parse(last.serverTime) - Date.parse(first.serverTime)) / 1000;
  const lines = linesOf(name, last) - linesOf(name, first);
  return seconds > 0 && lines >= 0 ? lines / seconds : null;
}

/** NaN where the source is not told of: then nothing can be said. */
function linesOf(name: string, { sources }: SourcesView): number {
  return sources.find((source) => source.name === name)?.lines ?? Number.NaN;
}

/** `—` when not known; one digit behind the point where that says something. */
export function rateText(rate: number | null): string {
  if (rate === null) return '—';
  if (rate === 0) return '0';
  if (rate < 0.1) return '< 0.1';
  return rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en');
}
