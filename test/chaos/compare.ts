// What is missing, what is there too often, and what is there and should not be, each as its text.
import type { Outcome } from './outcome.ts';

export interface Differences {
  /** Expected, and not there. */
  lost: string[];
  /** Expected, and there more often. */
  doubled: string[];
  /** Not expected at all; a run that stands otherwise than expected is one of these, and not lost. */
  differing: string[];
}

export function compare(expected: Outcome, found: Outcome): Differences {
  const runs = compareTexts('run', expected.runs, found.runs);
  const foundIds = new Set(found.runs.map(idOf));
  return add(
    { ...runs, lost: runs.lost.filter((text) => !foundIds.has(idOf(text.slice('run '.length)))) },
    compareTexts('transition', expected.transitions, found.transitions),
    compareTexts('checklist.log', expected.checklist, found.checklist),
  );
}

const idOf = (run: string): string => run.split(' ')[0] ?? '';

/** The order does not count: lines of two logs in the same second may be read either way. */
function compareTexts(what: string, expected: readonly string[], found: readonly string[]): Differences {
  const left = countTexts(found);
  const lost: string[] = [];
  for (const text of expected) {
    const count = left.get(text) ?? 0;
    if (count === 0) lost.push(`${what} ${text}`);
    else left.set(text, count - 1);
  }
  const known = new Set(expected);
  const rest = [...left].flatMap(([text, count]) => Array.from({ length: count }, () => text));
  const named = (texts: readonly string[]): string[] => texts.map((text) => `${what} ${text}`);
  return { lost, doubled: named(rest.filter((text) => known.has(text))), differing: named(rest.filter((text) => !known.has(text))) };
}

function countTexts(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function add(...all: readonly Differences[]): Differences {
  return {
    lost: all.flatMap(({ lost }) => lost),
    doubled: all.flatMap(({ doubled }) => doubled),
    differing: all.flatMap(({ differing }) => differing),
  };
}
