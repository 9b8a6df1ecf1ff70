// Statuses, groups and roles of a run's stages, and the record kept for each. Pure data.
import type { Evidence } from './observation.ts';

export const stageStatuses = ['pending', 'done', 'failed', 'late', 'skipped'] as const;
export type StageStatus = (typeof stageStatuses)[number];

/** The part of an install that a stage belongs to: a segment of the dashboard's bar. */
export const stageGroups = ['dhcp', 'tftp', 'profile', 'installer', 'reboot'] as const;
export type StageGroup = (typeof stageGroups)[number];

/**
 * What a stage means for the start and end of a run; most stages have none. opening: proves no install on its own (DHCP, a boot configuration) ·
 * boot: the installer boots · handover: the next boot is from disk · disk-boot: the machine boots from disk · end: the install is over · waiting,
 * stalled: outside the order. inside: an installed machine does the same (it fetches packages), so it counts during an install, but starts one
 * only if reported by name. held: also outside the order; the run ends there on purpose, before the last stage (a breakpoint).
 */
export const stageRoles = ['opening', 'boot', 'inside', 'handover', 'disk-boot', 'end', 'waiting', 'stalled', 'held'] as const;

export type StageRole = (typeof stageRoles)[number];

/** The record of a stage, kept by the run's state machine. */
export interface StageRecord {
  status: 'done' | 'failed' | 'late';
  /** When it was first seen, or for `late` when its limit passed. Epoch milliseconds. */
  atMs: number;
  lastAtMs: number;
  /** How many times it was seen; 0 while it is only late. */
  count: number;
  message: string | null;
  /** The first lines and the last ones, at most `evidenceKept`. */
  evidence: Evidence[];
}
