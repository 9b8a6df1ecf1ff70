// The text of a run's bar. Pure.
import type { Segment } from '../../state-machines/view/segments.ts';

export { partsOf, segmentsOf, type Segment } from '../../state-machines/view/segments.ts';

/** `12 of 25 stages; failed: Profile_XML_Sent`. */
export function barText(segments: readonly Segment[]): string {
  const done = segments.filter(({ tone }) => tone === 'done').length;
  const trouble = segments.filter(({ tone }) => tone === 'failed' || tone === 'late').map(({ name, tone }) => `${tone}: ${name}`);
  return [`${done} of ${segments.length} stages`, ...trouble].join('; ');
}
