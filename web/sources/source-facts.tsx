// What is known of one source, a label and a value each, in columns that stand under each other from source to source.
import type { ReactNode } from 'react';
import { LastLine } from './last-line.tsx';
import { rateText } from './rate.ts';
import { lagText } from './source-words.ts';
import type { SourceView } from '../../state-machines/view/source-view.ts';

interface Props {
  source: SourceView;
  /** Lines in a second; null when not known. */
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
      <Fact label="Not understood">
        <span className={odd > 0 ? 'source-odd-count' : undefined}>{odd.toLocaleString('en')}</span>
      </Fact>
      {position !== null && (
        <Fact label="Done up to">
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
