// The table of statuses of docs/how-it-works.md, made from the one that the program goes by.
import { statuses, statusTable, type StatusRow } from '../../state-machines/vocabulary.ts';
import { markdownTable } from './markdown-table.ts';

const clocks: Readonly<Record<StatusRow['clock'], string>> = { runs: 'runs', passed: 'has expired', stopped: '–' };

export function statusesTable(): string {
  const rows = statuses.map((status) => {
    const { glyph, means, urgency, clock, offers } = statusTable[status];
    return [`${glyph} ${status}`, means, urgency === 'needs you' ? 'yes' : 'no', clocks[clock], offers.join(', ') || '–'];
  });
  return markdownTable(['status', 'meaning', 'someone has to act', 'limit of the next stage', 'actions on the run'], rows);
}
