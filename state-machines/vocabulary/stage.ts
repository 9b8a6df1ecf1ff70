// What a stage of a run may be, and what is recorded of it. Pure data.
import type { Evidence } from './observation.ts';

export const stageStatuses = ['pending', 'done', 'failed', 'late', 'skipped'] as const;
export type StageStatus = (typeof stageStatuses)[number];

/** The part of an install that a stage belongs to; the segments of the dashboard's bar. */
export const stageGroups = ['dhcp', 'tftp', 'profile', 'installer', 'reboot'] as const;
export type StageGroup = (typeof stageGroups)[number];

/**
 * What a stage means for where a run begins and ends; most stages have none.
 * opening: alone it proves no install (DHCP, a boot configuration) · boot: the installer is booted · handover: from here the machine
 * boots from its disk · disk-boot: it does so · end: the install is over · waiting, stalled: outside the order.
 * inside: an installed machine does the same (it fetches packages), so it counts in an install that is under way, and opens none unless it is
 * reported by its name. held: outside the order too; the run ends there on purpose, short of its end (a breakpoint).
 */
export const stageRoles = ['opening', 'boot', 'inside', 'handover', 'disk-boot', 'end', 'waiting', 'stalled', 'held'] as const;

export type StageRole = (typeof stageRoles)[number];

/** What a stage's record says, kept by the run's machine. */
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
