// The statuses of runs and backends: one table for state machines, dashboard, terminal, API and docs. To add a status, add a row; the compiler,
// the linter and the tests then report every place that has to handle it. Pure data.
import type { StageRole } from './stage.ts';

/** Colours: the names of the CSS tokens in web/theme.css. The terminal maps each to one of its own. */
export const statusTones = ['failed', 'stalled', 'late', 'waiting', 'installing', 'installed', 'abandoned', 'idle'] as const;
export type StatusTone = (typeof statusTones)[number];

export interface StatusRow {
  /** The same on the dashboard, in the terminal and in the docs. Unique per status. */
  glyph: string;
  tone: StatusTone;
  /** One sentence that explains the status to new users. */
  means: string;
  /** The heading that its backends are listed under. needs you: someone has to act. */
  urgency: 'needs you' | 'installing' | 'others';
  /** Whether all is well, so that there is nothing to explain. */
  well: boolean;
  /** Whether nothing more is expected. */
  over: boolean;
  /** Whether the next stage is expected. */
  continues: boolean;
  /** passed: the limit of the next stage has expired. A second limit, after which the run fails, may still run. */
  clock: 'runs' | 'passed' | 'stopped';
  /** The stage that explains the trouble: one recorded as failed or late, or a seen stage with one of these roles. */
  shownBy: { record: 'failed' | 'late' | null; roles: readonly StageRole[] };
  /** Actions available on a run with this status. */
  offers: readonly ('acknowledge' | 'extend' | 'close')[];
  /** Whether a run that ended with it counts for the machine's reliability. */
  counts: boolean;
}

const nothing = { record: null, roles: [] } as const;

/** Most urgent first. `idle` is the status of a backend without a run; runs never have it. */
const rows = {
  failed: {
    glyph: '✖',
    tone: 'failed',
    means: 'A stage failed, or was not reached within its second limit. Clears when the same stage or a later one succeeds.',
    urgency: 'needs you',
    well: false,
    over: false,
    continues: false,
    clock: 'stopped',
    shownBy: { record: 'failed', roles: [] },
    offers: ['acknowledge', 'close'],
    counts: true,
  },
  stalled: {
    glyph: '■',
    tone: 'stalled',
    means: 'The installer reports that it cannot continue.',
    urgency: 'needs you',
    well: false,
    over: false,
    continues: false,
    clock: 'stopped',
    shownBy: { record: null, roles: ['stalled'] },
    offers: ['acknowledge', 'close'],
    counts: false,
  },
  late: {
    glyph: '◷',
    tone: 'late',
    means: 'The next stage was not reached within its limit. Clears when it is.',
    urgency: 'needs you',
    well: false,
    over: false,
    continues: true,
    clock: 'passed',
    shownBy: { record: 'late', roles: [] },
    offers: ['acknowledge', 'extend', 'close'],
    counts: false,
  },
  waiting: {
    glyph: '‖',
    tone: 'waiting',
    means: 'Held on purpose: the installer waits for a person, or the run ended at a breakpoint. No limit runs.',
    urgency: 'installing',
    well: false,
    over: false,
    continues: true,
    clock: 'stopped',
    shownBy: { record: null, roles: ['waiting', 'held'] },
    offers: ['close'],
    counts: true,
  },
  installing: {
    glyph: '▶',
    tone: 'installing',
    means: 'An install is under way, each stage within its limit.',
    urgency: 'installing',
    well: true,
    over: false,
    continues: true,
    clock: 'runs',
    shownBy: nothing,
    offers: ['extend', 'close'],
    counts: false,
  },
  installed: {
    glyph: '✔',
    tone: 'installed',
    means: 'The last stage was reached.',
    urgency: 'others',
    well: true,
    over: true,
    continues: false,
    clock: 'stopped',
    shownBy: nothing,
    offers: [],
    counts: true,
  },
  abandoned: {
    glyph: '◌',
    tone: 'abandoned',
    means: 'Ended without an outcome: another install of the machine began, or a person closed the run.',
    urgency: 'others',
    well: false,
    over: true,
    continues: false,
    clock: 'stopped',
    shownBy: nothing,
    offers: [],
    counts: false,
  },
  idle: {
    glyph: '·',
    tone: 'idle',
    means: 'No install of the machine has been seen.',
    urgency: 'others',
    well: true,
    over: true,
    continues: false,
    clock: 'stopped',
    shownBy: nothing,
    offers: [],
    counts: false,
  },
} as const satisfies Readonly<Record<string, StatusRow>>;

export type BackendStatus = keyof typeof rows;
export type RunStatus = Exclude<BackendStatus, 'idle'>;

export const statusTable: Readonly<Record<BackendStatus, StatusRow>> = rows;

/** Most urgent first. */
export const statuses = Object.keys(rows) as readonly BackendStatus[];
export const runStatuses: readonly RunStatus[] = statuses.filter((status) => status !== 'idle');

/** Whether someone has to act. */
export function inTrouble(status: BackendStatus): boolean {
  return statusTable[status].urgency === 'needs you';
}

/** Whether there is something to explain: not well, and not over. */
export function isExplained(status: BackendStatus): boolean {
  return !statusTable[status].well && !statusTable[status].over;
}

/** How a status is shown: always glyph, word and colour. */
export function statusMark(status: BackendStatus): { glyph: string; word: string; tone: StatusTone } {
  const { glyph, tone } = statusTable[status];
  return { glyph, word: status, tone };
}
