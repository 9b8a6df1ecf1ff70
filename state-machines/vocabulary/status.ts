// The statuses of runs and backends. Pure data.
/** Status of a run; `idle` is only ever a backend's, when it has no run. */
export const runStatuses = ['failed', 'stalled', 'late', 'waiting', 'installing', 'installed', 'abandoned'] as const;
export type RunStatus = (typeof runStatuses)[number];
export type BackendStatus = RunStatus | 'idle';

/** Whether somebody has to do something. */
export function inTrouble(status: BackendStatus): boolean {
  return status === 'failed' || status === 'stalled' || status === 'late';
}

/** One sign for each status, the same on the page, in the terminal and in the documents. */
export const statusGlyphs: Readonly<Record<BackendStatus, string>> = {
  failed: '✖',
  stalled: '■',
  late: '◷',
  waiting: '‖',
  installing: '▶',
  installed: '✔',
  abandoned: '◌',
  idle: '·',
};
