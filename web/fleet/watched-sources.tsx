// What the service reads, for a page without backends: each log, how many lines were read, and why one cannot be read.
import * as z from 'zod';
import { useAsked } from '../feed/use-asked.ts';

const everyMs = 5_000;

const answerSchema = z.object({
  sources: z.array(z.object({ name: z.string(), from: z.string(), lines: z.int(), trouble: z.string().nullable() })),
});

export function WatchedSources() {
  const sources = useAsked('/api/v1/sources', answerSchema, everyMs)?.sources ?? [];
  return (
    <ul className="watched-sources">
      {sources.map(({ name, from, lines, trouble }) => (
        <li key={`${name} ${from}`}>
          <code>{from}</code>{' '}
          {trouble === null ? <span className="dim">{countText(lines)}</span> : <span className="tone-late">{trouble}</span>}
        </li>
      ))}
    </ul>
  );
}

function countText(lines: number): string {
  return lines === 0 ? 'nothing read yet' : `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'} read`;
}
