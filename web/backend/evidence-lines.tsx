// The raw lines that prove a stage, each with where it stands. The first alone, until all are asked for.
import { useState, type ReactNode } from 'react';
import type { StageView } from '../../state-machines/view/view.ts';
import { CopyButton } from '../ui/copy-button.tsx';

type Evidence = StageView['evidence'][number];

interface Props {
  evidence: readonly Evidence[];
  /** How often the stage was seen; only the first line and the last ones of many are kept. */
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
          {seen} seen; the first and the last {evidence.length - 1} are kept
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
  /** In front of the copy button. */
  children?: ReactNode;
  /** Whole, however long it is. */
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
        <CopyButton text={evidence.text} label={`Copy the line ${placeOf(evidence)}`} />
      </span>
    </div>
  );
}

/** `messages:21`; only the source where lines have no number. */
export function placeOf({ source, line }: Pick<Evidence, 'source' | 'line'>): string {
  return line === null ? source : `${source}:${line}`;
}
