// The second line of a row: why the backend needs attention, or who is working on it.
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { Urgency } from '../../state-machines/view/urgency.ts';
import { WhyWords } from '../fleet/row/why-words.tsx';

export function WhyCell({ backend, urgency }: { backend: BackendSummary; urgency: Urgency }) {
  return (
    <span role="gridcell" className="cell-why">
      <WhyWords backend={backend} urgency={urgency} />
    </span>
  );
}
