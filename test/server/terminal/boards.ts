// Boards of `checklist status`, as a service's answer makes them, and what is shown of them.
import { answerOf, type Board } from '../../../server/terminal/board.ts';
import { writeLine, type Line } from '../../../server/terminal/line.ts';
import type { Page } from '../../../server/terminal/status-page.ts';
import { stageMarks, summariseWorkflow, type BackendSummary, type RunSummary } from '../../../state-machines/view/summary.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { at, backend, line, summary, zeroMs } from '../../web/views.ts';

const workflows = Array.from(builtInWorkflows.values(), summariseWorkflow);
const stages = workflows.find(({ name }) => name === 'stacki-sles-12')?.stages ?? [];
const names = stages.map(({ name }) => name);

/** A service's answer 600 s after zero, by its clock, which is an hour ahead of ours. */
export const page: Page = { nowMs: zeroMs + 600_000 - 3_600_000, zone: 'UTC', columns: Infinity, rows: Infinity };

export function boardOf(backends: readonly BackendSummary[], told: Partial<Board> = {}): Board {
  const answer = answerOf({ backends: [...backends], workflows, reached: {}, serverTime: at(600) }, page.nowMs);
  return { url: 'http://127.0.0.1:4080', nodeset: null, answer, usual: new Map(), failure: null, ...told };
}

/** Its run has come to `stage` at that second. */
export function withRun(id: string, stage: string, second: number, told: Partial<RunSummary> = {}): BackendSummary {
  const reached = names.indexOf(stage);
  const next = stages.findIndex(({ optional }, i) => i > reached && !optional);
  const status = told.status ?? 'installing';
  const marks: string[] = stages.map(({ optional, role }, i) => {
    if (role === 'waiting' || role === 'stalled') return stageMarks.pending;
    if (i === next) return status === 'late' ? stageMarks.late : stageMarks.next;
    if (i > reached) return stageMarks.pending;
    return optional ? stageMarks.skipped : stageMarks.done;
  });
  if (status === 'failed') marks[reached] = stageMarks.failed;
  const run = summary({
    stage,
    stageAt: at(second),
    nextStage: names[next] ?? null,
    since: at(second),
    lastHeardAt: at(second),
    stages: marks.join(''),
    ...told,
  });
  return backend(id, { status, run });
}

/** Late since the 40 s after `second` that DHCPACK has. */
export function lateAfterDhcp(id: string, second: number, told: Partial<RunSummary> = {}): BackendSummary {
  const evidence = line(`dhcpd[127]: DHCPACK to ${id}`, 7);
  return withRun(id, 'DHCPACK', second, { status: 'late', since: at(second + 40), evidence, ...told });
}

export function shown(lines: readonly Line[], columns = Infinity): string[] {
  return lines.map((one) => writeLine(one, { columns, colours: false }));
}
