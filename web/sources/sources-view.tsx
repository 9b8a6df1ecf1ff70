// What the service reads: each log, broker and poller with its state, position and unparsed lines; and the warnings of the service itself. A
// line at the top says whether all of it is being read.
import { useFeedState } from '../feed/hooks.ts';
import { usePolled } from '../feed/use-polled.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { sourceColumns } from './export-columns.ts';
import { LastLineAge } from './last-line.tsx';
import { linesPerSecond } from './rate.ts';
import { SourceCard } from './source-card.tsx';
import { lastLineOf, allSourcesMark } from './source-words.ts';
import { StaleSources } from './stale-sources.tsx';
import { sourcesSchema, type SourceView } from '../../state-machines/view/source-view.ts';
import { Warnings } from './warnings.tsx';
import './sources.css';
import './source-card.css';
import './warnings.css';

const everyMs = 2_000;

export function SourcesView() {
  const { answers, problem } = usePolled('/api/v1/sources', sourcesSchema, everyMs);
  const isLost = useFeedState('connection') === 'lost';
  const told = answers.at(-1);
  if (!told) return <NoAnswer problem={isLost ? 'not connected' : problem} />;
  const isFresh = !isLost && problem === null;
  const rows = told.sources.map((source) => ({ source, rate: isFresh ? linesPerSecond(source.name, answers) : null }));
  return (
    // A scrollable region must be reachable by keyboard.
    <section className="sources-page" aria-label="Sources" tabIndex={0}>
      <div className="sources-head">
        {isFresh ? <AllOfThem sources={told.sources} /> : <StaleSources at={told.serverTime} problem={isLost ? null : problem} />}
        <ExportMenu name="sources" rows={rows} columns={sourceColumns} />
      </div>
      {rows.map(({ source, rate }) => (
        <SourceCard key={source.name} source={source} rate={rate} isFresh={isFresh} />
      ))}
      <Warnings />
    </section>
  );
}

function AllOfThem({ sources }: { sources: readonly SourceView[] }) {
  const { word, ...sign } = allSourcesMark(sources);
  return (
    <h2 className="sources-stand">
      <StatusMark {...sign} word={sources.length > 0 ? `${word};` : word} />
      {sources.length > 0 && (
        <span className="dim">
          <LastLineAge at={lastLineOf(sources)} />
        </span>
      )}
    </h2>
  );
}

function NoAnswer({ problem }: { problem: string | null }) {
  return (
    <section className="nothing-here" aria-busy={problem === null}>
      <h2>{problem === null ? 'Loading the sources' : 'The state of the sources is unknown'}</h2>
      <p className={problem === null ? 'dim' : 'mistake'}>
        {problem === null ? location.host : `${problem}. Retried every ${everyMs / 1000} s.`}
      </p>
    </section>
  );
}
