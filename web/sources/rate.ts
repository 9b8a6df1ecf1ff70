// How many lines per second a source reads, from the server's counts at two times of its own clock. Pure.
import type { SourcesView } from '../../state-machines/view/source-view.ts';

/** From the oldest to the newest of `answers`; null before the second answer, and if the service restarted between them. */
export function linesPerSecond(name: string, answers: readonly SourcesView[]): number | null {
  const [first, last] = [answers[0], answers.at(-1)];
  if (!first || !last) return null;
  const seconds = (Date.parse(last.serverTime) - Date.parse(first.serverTime)) / 1000;
  const lines = linesOf(name, last) - linesOf(name, first);
  return seconds > 0 && lines >= 0 ? lines / seconds : null;
}

/** NaN if the answer does not contain the source. */
function linesOf(name: string, { sources }: SourcesView): number {
  return sources.find((source) => source.name === name)?.lines ?? Number.NaN;
}

/** `—` if unknown; one decimal for small rates. */
export function rateText(rate: number | null): string {
  if (rate === null) return '—';
  if (rate === 0) return '0';
  if (rate < 0.1) return '< 0.1';
  return rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en');
}
