// The statuses of runs and backends: one table, which machines, page, terminal, API and docs read. To add a status, add a row; the compiler, the
// linter and the tests name every place that has to decide what it does with it. Pure data.
import type { StageRole } from './stage.ts';

/** Colours, by the names of the CSS tokens in web/theme.css; a terminal has its own for each. */
export const statusTones = ['failed', 'stalled', 'late', 'waiting', 'installing', 'installed', 'abandoned', 'idle'] as const;
export type StatusTone = (typeof statusTones)[number];

export interface StatusRow {
  /** The same on the page, in the terminal and in the docs. Different for each status. */
  glyph: string;
  tone: StatusTone;
  /** A sentence for people who see it for the first time. */
  means: string;
  /** Under which heading its backends are listed. needs you: it is trouble, and someone has to act. */
  urgency: 'needs you' | 'installing' | 'others';
  /** Whether it is as it should be: then there is nothing to explain. */
  well: boolean;
  /** Whether nothing more is expected. */
  over: boolean;
  /** Whether the next stage is expected. */
  continues: boolean;
  /** passed: the limit of the next stage has expired, and a second one, after which the run has failed, may run. */
  clock: 'runs' | 'passed' | 'stopped';
  /** Which stage shows why it is not well: one recorded as failed or late, or one that was seen and has such a role. */
  shownBy: { record: 'failed' | 'late' | null; roles: readonly StageRole[] };
  /** What a person can do to a run that has it. */
  offers: readonly ('acknowledge' | 'extend' | 'close')[];
  /** Whether a run that ended with it says how reliable its machine is. */
  counts: boolean;
}

const nothing = { record: null, roles: [] } as const;

/** Most urgent first. `idle` is only ever a backend's, when it has no run. */
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

/** Whether there is something to explain: it is not well, and not over. */
export function isExplained(status: BackendStatus): boolean {
  return !statusTable[status].well && !statusTable[status].over;
}

/** A status as it is shown: always as glyph, word and colour. */
export function statusMark(status: BackendStatus): { glyph: string; word: string; tone: StatusTone } {
  const { glyph, tone } = statusTable[status];
  return { glyph, word: status, tone };
}
