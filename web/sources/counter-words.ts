// What a source counts beside its lines, in words; what of it may mean that something was lost says so and what to do. Pure.
// The rules behind them: docs/following-logs.md.

export interface CounterWords {
  one: string;
  many: string;
  /** What it means and what to do, where that is not plain. */
  means?: string;
  /** Something is, or may be, missing because of it. */
  isLoss?: boolean;
}

export const counterWords: Readonly<Record<string, CounterWords>> = {
  maybeLost: {
    one: 'truncation without a copy',
    many: 'truncations without a copy',
    means: 'What was written and truncated away before it was read is lost. Let logrotate rename the log (create) or keep a copy.',
    isLoss: true,
  },
  lostFiles: {
    one: 'file is gone that may have had more',
    many: 'files are gone that may have had more',
    means:
      'Deleted while the service was down, or left only as .xz. The warnings below name the byte that was read to; keep rotated files longer.',
    isLoss: true,
  },
  unreadFiles: {
    one: 'rotated file not read to its end',
    many: 'rotated files not read to their end',
    means: 'It is an .xz, damaged, or not readable for the service. The warnings below name it; .gz and .zst can be read.',
    isLoss: true,
  },
  sessionsLost: {
    one: 'session forgotten by the broker',
    many: 'sessions forgotten by the broker',
    means:
      'What it held for the service while that was not connected is lost. Let the broker keep sessions over its restart (persistence).',
    isLoss: true,
  },
  gaps: {
    one: 'gap in the journal',
    many: 'gaps in the journal',
    means:
      'The journal had dropped the entry that was read last before it was read on: what it dropped behind that is lost. Give it more room (SystemMaxUse in journald.conf).',
    isLoss: true,
  },
  dropped: {
    one: 'datagram dropped',
    many: 'datagrams dropped',
    means: 'More came than could be stored, and nobody can ask their senders to wait. Over TCP they wait.',
    isLoss: true,
  },
  truncations: {
    one: 'truncation',
    many: 'truncations',
    means:
      'What is written between logrotate’s copy and its truncation (copytruncate) is lost to everybody, and nobody can count it. With create there is no such moment.',
  },
  cutLines: { one: 'line over 1 MiB', many: 'lines over 1 MiB', means: 'Cut there; the rest of the line is not read.' },
  halfLines: {
    one: 'line read in two parts',
    many: 'lines read in two parts',
    means: 'It stood without its end for a minute. Nothing is lost, but neither part may be understood.',
  },
  refusedClients: {
    one: 'client refused by the broker',
    many: 'clients refused by the broker',
    means: 'Too many are connected: their messages did not come.',
  },
  refusedPackets: {
    one: 'packet refused',
    many: 'packets refused',
    means: 'Too large, or no MQTT: the connection was ended.',
  },
  refusedTopics: { one: 'message refused for its topic', many: 'messages refused for their topics', means: 'The topic is too long.' },
  refusedPayloads: {
    one: 'message refused for its size',
    many: 'messages refused for their size',
    means: 'A health message has a few hundred bytes; this one had over 64 KiB.',
  },
  refusedSubscriptions: { one: 'subscription refused', many: 'subscriptions refused' },
  refusedRetained: { one: 'retained message refused', many: 'retained messages refused' },
  brokenClients: { one: 'connection broken off', many: 'connections broken off' },
  restarts: { one: 'start anew of journalctl', many: 'starts anew of journalctl' },
  rotations: { one: 'rotation followed', many: 'rotations followed' },
  recovered: { one: 'file read that was rotated away unseen', many: 'files read that were rotated away unseen' },
  recoveredBytes: { one: 'byte read from a copy after a truncation', many: 'bytes read from copies after truncations' },
  connects: { one: 'connection made', many: 'connections made' },
  failedTries: { one: 'try to connect failed', many: 'tries to connect failed' },
  retained: { one: 'retained message passed over', many: 'retained messages passed over' },
  repeated: { one: 'message repeated by the broker, taken once', many: 'messages repeated by the broker, taken once' },
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
 * Of all that is not zero, what matters most first. A counter that this page does not know has its own name. Truncations that are all told
 * as losses are not told again.
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
