// The columns of an exported list of sources, and of warnings.
import type { Column } from '../export/column.ts';
import type { SourceView, Warning } from '../../state-machines/view/source-view.ts';

export interface SourceRow {
  source: SourceView;
  /** Lines per second; null if unknown. */
  rate: number | null;
}

export const sourceColumns: readonly Column<SourceRow>[] = [
  { name: 'name', of: ({ source }) => source.name },
  { name: 'type', of: ({ source }) => source.type },
  { name: 'from', of: ({ source }) => source.from },
  { name: 'alive', of: ({ source }) => source.alive },
  { name: 'trouble', of: ({ source }) => source.trouble },
  { name: 'lastLineAt', of: ({ source }) => source.lastLineAt },
  { name: 'linesPerSecond', of: ({ rate }) => rate },
  { name: 'lines', of: ({ source }) => source.lines },
  { name: 'observations', of: ({ source }) => source.observations },
  { name: 'notUnderstood', of: ({ source }) => source.odd },
  { name: 'position', of: ({ source }) => source.position },
  { name: 'lagBytes', of: ({ source }) => source.lagBytes },
  { name: 'counters', of: ({ source }) => countersText(source.counters) },
];

/** The counters that are not zero: `rotations=3 truncations=1`. */
function countersText(counters: SourceView['counters']): string {
  const counted = Object.entries(counters).filter(([, count]) => count !== 0);
  return counted.map(([name, count]) => `${name}=${count}`).join(' ');
}

export const warningColumns: readonly Column<Warning>[] = [
  { name: 'at', of: ({ at }) => at },
  { name: 'level', of: ({ level }) => level },
  { name: 'count', of: ({ count }) => count },
  { name: 'text', of: ({ text }) => text },
];
