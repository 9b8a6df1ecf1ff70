// A change in the form that a site's own output receives: a copy in plain data, which it may keep and modify. Documented in docs/outputs.md.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { TransitionView } from '../../../state-machines/view/view.ts';
import type { BackendStatus } from '../../../state-machines/vocabulary.ts';
import type { Change } from '../../core/change.ts';
import { viewTransition } from '../../core/view.ts';

/** `status` of TransitionView is the status after the transition. */
export type PublicTransition = { type: 'transition'; statusBefore: BackendStatus } & TransitionView;
export type PublicNumbered = PublicTransition | { type: 'gone'; seq: number; backend: string };
export type PublicChange = PublicNumbered | { type: 'deployment'; deployment: Deployment };

export function publicChange(change: Exclude<Change, { type: 'deployment' }>): PublicNumbered {
  if (change.type === 'gone') return { type: 'gone', seq: change.seq, backend: change.id };
  const { evidence, ...view } = viewTransition(change);
  return { type: 'transition', ...view, statusBefore: change.transition.statusBefore, evidence: evidence && { ...evidence } };
}
