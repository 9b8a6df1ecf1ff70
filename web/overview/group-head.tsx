// The head of a group of rows: its title, its count, and a button that shows the rows which wait while the list is being read.
import type { HeadLine } from '../fleet/table-lines.ts';
import { columns } from './column-heads.tsx';

export function GroupHead({ line, rowIndex, onRelease }: { line: HeadLine; rowIndex: number; onRelease: () => void }) {
  return (
    <div className="table-group" role="row" aria-rowindex={rowIndex}>
      <span role="gridcell" aria-colspan={columns.length}>
        <h2>
          {line.title} ({line.count.toLocaleString('en')})
        </h2>
        {line.waiting > 0 && (
          <button type="button" className="new-chip" onClick={onRelease}>
            {line.waiting.toLocaleString('en')} new
          </button>
        )}
      </span>
    </div>
  );
}
