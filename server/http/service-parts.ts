// The parts of the running service that the HTTP server uses.
import type { KeptWarnings } from '../core/kept-warnings.ts';
import type { Log } from '../core/log.ts';
import type { Monitor } from '../core/monitor.ts';
import type { Output } from '../outputs/contract/output.ts';
import type { LiveFeed } from '../outputs/live-feed/live-feed.ts';
import type { TypicalTimesOutput } from '../outputs/typical-times/typical-times.ts';
import type { SourceStatus } from '../inputs/contract/source.ts';
import type { History } from '../store/history.ts';

export interface ServiceParts {
  monitor: Monitor;
  feed: LiveFeed;
  typical: TypicalTimesOutput;
  /** All outputs, these among them. */
  outputs: readonly Output[];
  warnings: KeptWarnings;
  /** The stored history; undefined without a store. */
  history: History | undefined;
  sources: () => SourceStatus[];
  /** Problems of the service other than those of its sources, one sentence each. */
  troubles: () => string[];
  /** Whether actions on backends are enabled. */
  allowsActions: boolean;
  version: string;
  /** Folder of the built dashboard. */
  webRoot: string;
  nowMs: () => number;
  log: Log;
}
