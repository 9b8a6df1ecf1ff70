// The counters of a source in words; a counter that may mean loss also says what happened and what to do. Pure.
// The rules behind them: docs/following-logs.md.

export interface CounterWords {
  one: string;
  many: string;
  /** What it means and what to do, if that is not obvious. */
  means?: string;
  /** Lines are or may be missing because of it. */
  isLoss?: boolean;
}

export const counterWords: Readonly<Record<string, CounterWords>> = {
  maybeLost: {
    one: 'truncation without a copy',
    many: 'truncations without a copy',
    means: 'Lines that were truncated before they were read are lost. Configure logrotate to rename the log (create) or to keep a copy.',
    isLoss: true,
  },
  lostFiles: {
    one: 'deleted file that may have had unread lines',
    many: 'deleted files that may have had unread lines',
    means:
      'Deleted while the service was down, or left only as .xz. The warnings below name the last byte that was read. Keep rotated files longer.',
    isLoss: true,
  },
  unreadFiles: {
    one: 'rotated file not read to its end',
    many: 'rotated files not read to their end',
    means: 'The file is an .xz, damaged, or not readable by the service. The warnings below name it. Use .gz or .zst.',
    isLoss: true,
  },
  sessionsLost: {
    one: 'session lost by the broker',
    many: 'sessions lost by the broker',
    means:
      'Messages that the broker held while the service was disconnected are lost. Enable persistence so that sessions survive a restart of the broker.',
    isLoss: true,
  },
  gaps: {
    one: 'gap in the journal',
    many: 'gaps in the journal',
    means:
      'The journal was rotated past the last entry read, so the entries dropped after it are lost. Increase SystemMaxUse in journald.conf.',
    isLoss: true,
  },
  dropped: {
    one: 'datagram dropped',
    many: 'datagrams dropped',
    means: 'Datagrams arrived faster than they could be stored, and UDP senders cannot be slowed down. Use TCP instead.',
    isLoss: true,
  },
  truncations: {
    one: 'truncation',
    many: 'truncations',
    means:
      'With copytruncate, lines written between logrotate’s copy and its truncation are lost and cannot be counted. Use create to avoid this.',
  },
  cutLines: { one: 'line over 1 MiB', many: 'lines over 1 MiB', means: 'The line is cut off there; the rest is not read.' },
  halfLines: {
    one: 'line read in two parts',
    many: 'lines read in two parts',
    means: 'The line had no end for a minute. Nothing is lost, but neither part may be parsed.',
  },
  refusedClients: {
    one: 'client refused by the broker',
    many: 'clients refused by the broker',
    means: 'Too many clients are connected; messages from refused clients were not received.',
  },
  refusedPackets: {
    one: 'packet refused',
    many: 'packets refused',
    means: 'Too large or not MQTT; the connection was closed.',
  },
  refusedTopics: { one: 'message refused for its topic', many: 'messages refused for their topics', means: 'The topic is too long.' },
  refusedPayloads: {
    one: 'message refused for its size',
    many: 'messages refused for their size',
    means: 'A health message has a few hundred bytes; the limit is 64 KiB.',
  },
  refusedSubscriptions: { one: 'subscription refused', many: 'subscriptions refused' },
  refusedRetained: { one: 'retained message refused', many: 'retained messages refused' },
  brokenClients: { one: 'broken connection', many: 'broken connections' },
  restarts: { one: 'journalctl restart', many: 'journalctl restarts' },
  rotations: { one: 'rotation followed', many: 'rotations followed' },
  recovered: { one: 'file read after a missed rotation', many: 'files read after missed rotations' },
  recoveredBytes: { one: 'byte read from a copy after a truncation', many: 'bytes read from copies after truncations' },
  connects: { one: 'connection made', many: 'connections made' },
  failedTries: { one: 'failed connection attempt', many: 'failed connection attempts' },
  retained: { one: 'retained message ignored', many: 'retained messages ignored' },
  repeated: { one: 'duplicate message ignored', many: 'duplicate messages ignored' },
  clients: { one: 'client connected', many: 'clients connected' },
  unacknowledged: { one: 'message not stored yet', many: 'messages not stored yet' },
};

export interface CounterSentence {
  name: string;
  text: string;
  means: string | null;
  isLoss: boolean;
}

/**
 * The counters that are not zero, most important first. An unknown counter is shown by its name. Truncations are omitted if all of them are
 * already reported as possible losses.
 */
export function counterSentences(counters: Readonly<Record<string, number>>): CounterSentence[] {
  const order = Object.keys(counterWords);
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(counters)
    .filter(([name, count]) => count !== 0 && !(name === 'truncations' && count === counters['maybeLost']))
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([name, count]) => sentenceOf(name, count));
}

function sentenceOf(name: string, count: number): CounterSentence {
  const { one, many, means = null, isLoss = false } = counterWords[name] ?? { one: name, many: name };
  return { name, text: `${count.toLocaleString('en')} ${count === 1 ? one : many}`, means, isLoss };
}
