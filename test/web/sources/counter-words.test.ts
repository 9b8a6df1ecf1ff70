// Every counter of every source has words here, and those that mean a loss say so.
import { describe, expect, test } from 'vitest';
import { BrokerLimits } from '../../../server/inputs/mqtt/broker-limits.ts';
import { FollowRecord } from '../../../server/inputs/following/follow-record.ts';
import { JournalSource } from '../../../server/inputs/journald/journal-source.ts';
import { createSyslogUdpSource } from '../../../server/inputs/syslog/syslog-port.ts';
import { MqttSource } from '../../../server/inputs/mqtt/mqtt-source.ts';
import { programs } from '../../server/inputs/readers.ts';
import { counterSentences, counterWords } from '../../../web/sources/counter-words.ts';

const mqtt = new MqttSource({
  name: 'health',
  url: 'mqtt://127.0.0.1',
  topic: 'health',
  clientId: 'test',
  login: {},
  nowMs: () => 0,
  onTrouble: () => {},
});

const journal = new JournalSource({ name: 'journal', from: 'end', programs, nowMs: () => 0, onTrouble: () => {} });
const syslog = createSyslogUdpSource({
  name: 'syslog',
  host: '127.0.0.1',
  port: 0,
  timeZone: 'UTC',
  programs,
  nowMs: () => 0,
  onTrouble: () => {},
});

const names = (counters: Record<string, number>): string[] => counterSentences(counters).map(({ name }) => name);

describe('has words', () => {
  const counters = Object.assign(
    {},
    new FollowRecord().counters,
    new BrokerLimits().counters,
    ...[mqtt, journal, syslog].map((source) => source.status().counters),
  );
  test.each(Object.keys(counters))('%s', (name) => {
    expect(counterWords).toHaveProperty(name);
  });
});

test('nothing is said of zeros', () => {
  expect(counterSentences(new FollowRecord().counters)).toEqual([]);
});

test('losses come first, with what they mean; one and many', () => {
  const sentences = counterSentences({ rotations: 1_200, truncations: 2, lostFiles: 1 });
  expect(sentences.map(({ text, isLoss }) => [text, isLoss])).toEqual([
    ['1 deleted file that may have had unread lines', true],
    ['2 truncations', false],
    ['1,200 rotations followed', false],
  ]);
  expect(sentences.map(({ means }) => means !== null)).toEqual([true, true, false]);
});

test('truncations are told beside their losses only where there are more of them', () => {
  expect(names({ truncations: 2, maybeLost: 2 })).toEqual(['maybeLost']);
  expect(names({ truncations: 3, maybeLost: 2 })).toEqual(['maybeLost', 'truncations']);
});

test('what a newer server counts is told by its name', () => {
  expect(counterSentences({ newThings: 3 })).toEqual([{ name: 'newThings', text: '3 newThings', means: null, isLoss: false }]);
});
