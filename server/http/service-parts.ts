// What the HTTP side sees of the running service.
import type { KeptWarnings } from '../service/kept-warnings.ts';
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
  /** What is kept over a restart; undefined when nothing is. */
  history: History | undefined;
  sources: () => SourceStatus[];
  /** What keeps the service from being well besides its sources, one sentence each. */
  troubles: () => string[];
  /** Whether people may act on backends from here. */
  allowsActions: boolean;
  version: string;
  /** Folder of the built dashboard. */
  webRoot: string;
  nowMs: () => number;
  log: Log;
}
