// Output of StarlingX's command line as a log. The line that completes a table yields the readings of all its subclouds.
import type { Parser } from '../../contract/parser.ts';
import { newReading } from '../../../core/queue.ts';
import { readingOfLine } from '../../contract/sighting.ts';
import { StarlingxText } from './text.ts';

/** Whether a sample of lines contains a dcmanager table. Other programs draw tables too. */
export function hasDcmanagerTable(lines: readonly string[]): boolean {
  const text = lines.join(' ');
  return /\+-{2,}[-+]*\+/.test(text) && /\bcloud +\| +stage\b|\bsubcloud apply type\b|\bmanagement +\| +availability\b/.test(text);
}

export function createStarlingxCliParser(): Parser {
  const text = new StarlingxText();
  return {
    parse(line) {
      const odd = text.oddTables;
      const news = text.feed(line);
      const { atMs } = text;
      if (atMs !== null && news.length > 0) {
        // A line may contain a whole session. The last report includes the earlier ones.
        const report = news.findLast((one) => one.report)?.report;
        return newReading(
          atMs,
          news.flatMap(({ observations }) => observations),
          report,
        );
      }
      const seen = text.oddTables > odd ? 'unparsed' : 'irrelevant';
      return atMs === null ? seen : readingOfLine(line, atMs, seen);
    },
  };
}
