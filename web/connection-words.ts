// The connection to the server in words, the same in the head line and on the wall.
import type { Connection } from './feed/feed-state.ts';

export const connectionWords: Record<Connection, string> = { live: '● live', connecting: '○ connecting', lost: '✖ not connected' };
