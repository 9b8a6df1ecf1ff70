import { describe, expect, it } from 'vitest';
import { readJournalPosition, readLogPosition, readLogsPosition } from '../../../../server/inputs/following/log-position.ts';

const file = { dev: 2049, ino: 77, head: 'Tm92', offset: 1234, lines: 10 };
const position = { files: [file, { ...file, ino: 78, head: '', offset: 0, lines: 0 }], seenMs: 1_795_223_112_000.5 };
const throughJson = (at: unknown): unknown => JSON.parse(JSON.stringify(at));

it.each([position, { files: [], seenMs: 0 }])('of a log: %j', (at) => {
  expect(readLogPosition(throughJson(at))).toEqual(at);
});

it('of several logs, by their paths', () => {
  const logs = { '/var/log/a': position, '/var/log/b': { files: [], seenMs: 0 } };
  expect(readLogsPosition(throughJson({ logs }))).toEqual(logs);
  expect(readLogsPosition({ logs: {} })).toEqual({});
});

it.each(['s=7a3b;i=1d', null])('of the journal: %j', (cursor) => {
  expect(readJournalPosition({ cursor })).toBe(cursor);
});

describe('what is none', () => {
  const wrongFiles = [{ offset: -1 }, { offset: 0.5 }, { lines: -1 }, { lines: '7' }, { head: null }, { dev: '2049' }, { ino: undefined }];
  const wrong: unknown[] = [
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { files: [] },
    { seenMs: 0 },
    { files: {}, seenMs: 0 },
    { files: [], seenMs: null },
    ...wrongFiles.map((more) => ({ files: [{ ...file, ...more }], seenMs: 0 })),
  ];

  it.each(wrong)('of a log: %j', (at) => {
    expect(readLogPosition(at)).toBeUndefined();
    expect(readLogsPosition({ logs: { '/var/log/a': position, '/var/log/b': at } })).toBeUndefined();
    expect(readLogsPosition(at)).toBeUndefined();
  });

  it.each([undefined, null, 's=7a3b', {}, { cursor: '' }, { cursor: 7 }, { cursor: 'x'.repeat(1_001) }])('of the journal: %j', (at) => {
    expect(readJournalPosition(at)).toBeUndefined();
  });
});
