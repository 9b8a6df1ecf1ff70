// The log lines of a stage, each with its file and line number. Only the first until all are requested.
import { useState, type ReactNode } from 'react';
import type { StageView } from '../../state-machines/view/view.ts';
import { CopyButton } from '../ui/copy-button.tsx';

type Evidence = StageView['evidence'][number];

interface Props {
  evidence: readonly Evidence[];
  /** How often the stage was seen; of many lines only the first and the last ones are stored. */
  seen: number;
  all: boolean;
}

export function EvidenceLines({ evidence, seen, all }: Props) {
  const [opened, setOpened] = useState(false);
  const open = all || opened;
  const shown = open ? evidence : evidence.slice(0, 1);
  const left = evidence.length - shown.length;
  return (
    <ul className={open ? 'evidence evidence-open' : 'evidence'}>
      {shown.map((line, i) => (
        <EvidenceItem key={`${line.source} ${line.offset ?? i} ${line.line ?? i}`} evidence={line}>
          {left > 0 && (
            <button type="button" className="quiet-button" onClick={() => setOpened(true)}>
              {left} more {left === 1 ? 'line' : 'lines'}
            </button>
          )}
        </EvidenceItem>
      ))}
      {open && seen > evidence.length && evidence.length > 0 && (
        <li className="dim">
          Seen {seen} times; the first line and the last {evidence.length - 1} are stored
        </li>
      )}
    </ul>
  );
}

function EvidenceItem(props: LineProps) {
  return (
    <li>
      <EvidenceLine {...props} />
    </li>
  );
}

interface LineProps {
  evidence: Evidence;
  /** Shown before the copy button. */
  children?: ReactNode;
  /** Wraps a long line instead of cutting it off. */
  wrapped?: boolean;
}

export function EvidenceLine({ evidence, children, wrapped = false }: LineProps) {
  return (
    <div className={wrapped ? 'evidence-line evidence-open' : 'evidence-line'}>
      <span className="evidence-place mono dim">{placeOf(evidence)}</span>
      <code className="evidence-text" title={evidence.text}>
        {evidence.text}
      </code>
      <span>
        {children}
        <CopyButton text={evidence.text} label={`Copy line ${placeOf(evidence)}`} />
      </span>
    </div>
  );
}

/** `messages:21`; only the source if lines have no number. */
export function placeOf({ source, line }: Pick<Evidence, 'source' | 'line'>): string {
  return line === null ? source : `${source}:${line}`;
}
