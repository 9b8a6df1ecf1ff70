// What the page knows, as plain data: the store keeps it, components read it.
import type { DeploymentSummary } from '../../state-machines/deployment/deployment.ts';
import type { BackendSummary, WorkflowSummary } from '../../state-machines/view/summary.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';
import { noEvents, type EventsState } from './kept-events.ts';

export type Connection = 'connecting' | 'live' | 'lost';

export interface FeedState extends EventsState {
  connection: Connection;
  /** The server's clock at the last frame, epoch milliseconds; null before the first. */
  lastFrameMs: number | null;
  /** Whether a whole snapshot has arrived. */
  loaded: boolean;
  /** The progress of an arriving snapshot, in backends; null if none is arriving. */
  loading: { got: number; total: number } | null;
  backends: ReadonlyMap<string, BackendSummary>;
  workflows: ReadonlyMap<string, WorkflowSummary>;
  /** Oldest first. */
  deployments: ReadonlyMap<string, DeploymentSummary>;
  /** By part of the install: when any backend last reached a stage of it. */
  reached: Readonly<Partial<Record<StageGroup, string>>>;
  /** Frames since the last snapshot that could not be read. */
  damagedFrames: number;
  /** The version in the first snapshot: the one that this page belongs to. */
  version: string | null;
  otherVersion: string | null;
  /** When the service started, if that was after the page was opened. */
  restartedAt: string | null;
  serverError: string | null;
}

export interface FeedPosition {
  seq: number;
  boot: string;
}

export const nothingYet: FeedState = {
  connection: 'connecting',
  lastFrameMs: null,
  loaded: false,
  loading: null,
  backends: new Map(),
  workflows: new Map(),
  deployments: new Map(),
  ...noEvents,
  reached: {},
  damagedFrames: 0,
  version: null,
  otherVersion: null,
  restartedAt: null,
  serverError: null,
};
