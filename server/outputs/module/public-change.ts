// A change as a site's own output gets it: plain data, a copy that it may keep and alter. The form is documented in docs/outputs.md.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { TransitionView } from '../../../state-machines/view/view.ts';
import type { BackendStatus } from '../../../state-machines/vocabulary.ts';
import type { Change } from '../../core/change.ts';
import { viewTransition } from '../../core/view.ts';

/** `status`, of TransitionView, is the one after it. */
export type PublicTransition = { type: 'transition'; statusBefore: BackendStatus } & TransitionView;
export type PublicNumbered = PublicTransition | { type: 'gone'; seq: number; backend: string };
export type PublicChange = PublicNumbered | { type: 'deployment'; deployment: Deployment };

export function publicChange(change: Exclude<Change, { type: 'deployment' }>): PublicNumbered {
  if (change.type === 'gone') return { type: 'gone', seq: change.seq, backend: change.id };
  const { evidence, ...view } = viewTransition(change);
  return { type: 'transition', ...view, statusBefore: change.statusBefore, evidence: evidence && { ...evidence } };
}
