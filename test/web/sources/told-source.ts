// A source as the server tells it, for tests: one that is well, of which a test names only what it is about.
import type { SourceView } from '../../../state-machines/view/source-view.ts';

export function source(told: Partial<SourceView> = {}): SourceView {
  return {
    name: 'messages',
    type: 'syslog',
    from: '/var/log/messages',
    alive: true,
    trouble: null,
    lines: 0,
    observations: 0,
    odd: 0,
    corrections: [],
    oddExamples: [],
    lastLineAt: null,
    position: null,
    lagBytes: null,
    counters: {},
    ...told,
  };
}
