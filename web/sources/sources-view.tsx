// What the server reads: each log, broker and poller, whether it can be read, how far it is done, what of it nobody understands; and what the
// service itself complains of. In a line on top: is all of it read?
import { useFeedState } from '../feed/hooks.ts';
import { usePolled } from '../feed/use-polled.ts';
import { ExportMenu } from '../ui/export-menu.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { sourceColumns } from './export-columns.ts';
import { LastLineAge } from './last-line.tsx';
import { linesPerSecond } from './rate.ts';
import { SourceCard } from './source-card.tsx';
import { lastLineOf, standOfAll } from './source-words.ts';
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
  if (!told) return <NotTold problem={isLost ? 'not connected' : problem} />;
  const isFresh = !isLost && problem === null;
  const rows = told.sources.map((source) => ({ source, rate: isFresh ? linesPerSecond(source.name, answers) : null }));
  return (
    // A region that scrolls has to be within reach of the keyboard.
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
  const { word, ...sign } = standOfAll(sources);
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

function NotTold({ problem }: { problem: string | null }) {
  return (
    <section className="nothing-here" aria-busy={problem === null}>
      <h2>{problem === null ? 'Asking the server what it reads' : 'What is read is not known'}</h2>
      <p className={problem === null ? 'dim' : 'mistake'}>
        {problem === null ? location.host : `${problem}. Asked again every ${everyMs / 1000} s.`}
      </p>
    </section>
  );
}
