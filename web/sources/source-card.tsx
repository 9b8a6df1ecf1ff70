// One source: whether it is being read, what is wrong and what to do, its figures, and the last lines that could not be parsed.
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { counterSentences } from './counter-words.ts';
import { SourceFacts } from './source-facts.tsx';
import { commandsFor, sourceMark } from './source-words.ts';
import type { SourceView } from '../../state-machines/view/source-view.ts';

interface Props {
  source: SourceView;
  rate: number | null;
  /** Whether the answer of the server is current. */
  isFresh: boolean;
}

export function SourceCard({ source, rate, isFresh }: Props) {
  const { name, type, from, alive, trouble } = source;
  return (
    <article className="source" data-source={name} data-alive={alive}>
      <header className="source-head">
        <StatusMark {...sourceMark(source, isFresh)} />
        <h3>{name}</h3>
        <span className="dim">{type}</span>
        <code className="dim">{from}</code>
      </header>
      {trouble !== null && <Trouble source={source} trouble={trouble} />}
      <SourceFacts source={source} rate={rate} />
      {source.corrections.map((text) => (
        <p key={text} className="dim">
          {text}.
        </p>
      ))}
      <Counters counters={source.counters} />
      <OddLines source={source} />
    </article>
  );
}

function Trouble({ source, trouble }: { source: SourceView; trouble: string }) {
  const commands = commandsFor(source);
  return (
    <div className="source-trouble tone-failed">
      <p>{trouble}</p>
      {commands.length > 0 && <p className="dim">The service retries automatically; no restart is needed. What to check:</p>}
      <ul>
        {commands.map(({ command, shows }) => (
          <li key={command}>
            <code>{command}</code> <CopyButton text={command} label={`Copy ${command}`} /> <span className="dim">{shows}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Counters({ counters }: Pick<SourceView, 'counters'>) {
  const sentences = counterSentences(counters);
  const plain = sentences.filter(({ means }) => means === null);
  return (
    <ul className="source-counters">
      {sentences.map(
        ({ name, text, means, isLoss }) =>
          means !== null && (
            <li key={name} data-counter={name} className={isLoss ? 'tone-late source-loss' : 'dim'}>
              <strong>{text}.</strong> {means}
            </li>
          ),
      )}
      {plain.length > 0 && <li className="dim">{plain.map(({ text }) => text).join(' · ')}</li>}
    </ul>
  );
}

function OddLines({ source: { odd, oddExamples, type } }: { source: SourceView }) {
  if (oddExamples.length === 0) return null;
  const what = type === 'mqtt' ? 'message' : 'line';
  const last = oddExamples.length === 1 ? `Last unparsed ${what}` : `Last ${oddExamples.length} unparsed ${what}s`;
  return (
    <details className="source-odd">
      <summary>
        {last}
        {odd > oddExamples.length && ` of ${odd.toLocaleString('en')}`}
      </summary>
      <ul>
        {oddExamples.toReversed().map((text, i) => (
          <li key={`${odd - i} ${text}`}>
            <code>{text}</code>
            <CopyButton text={text} label={`Copy the unparsed ${what}`} />
          </li>
        ))}
      </ul>
    </details>
  );
}
