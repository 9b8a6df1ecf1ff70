// The figures of one source, each with its label, in columns that line up from source to source.
import type { ReactNode } from 'react';
import { LastLine } from './last-line.tsx';
import { rateText } from './rate.ts';
import { lagText } from './source-words.ts';
import type { SourceView } from '../../state-machines/view/source-view.ts';

interface Props {
  source: SourceView;
  /** Lines per second; null if unknown. */
  rate: number | null;
}

export function SourceFacts({ source, rate }: Props) {
  const { type, lines, observations, odd, lastLineAt, position, lagBytes } = source;
  const unit = type === 'mqtt' ? 'Messages' : 'Lines';
  return (
    <dl className="source-facts">
      <Fact label={type === 'mqtt' ? 'Last message' : 'Last line'}>
        <LastLine at={lastLineAt} />
      </Fact>
      <Fact label={`${unit}/s`}>{rateText(rate)}</Fact>
      <Fact label={unit}>{lines.toLocaleString('en')}</Fact>
      <Fact label="About installs">{observations.toLocaleString('en')}</Fact>
      <Fact label="Unparsed">
        <span className={odd > 0 ? 'source-odd-count' : undefined}>{odd.toLocaleString('en')}</span>
      </Fact>
      {position !== null && (
        <Fact label="Position">
          {position} <span className="dim">{lagText(lagBytes)}</span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
