import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { knownLogs } from '../../../../server/inputs/catalogue.ts';
import type { SourceContext } from '../../../../server/inputs/contract/source-kind.ts';
import { logSource, logSourceOf, startFrom } from '../../../../server/inputs/following/log-source.ts';
import { tempFolders } from '../../temp-folder.ts';
import { accessLines, receivedAtMs, syslogLines } from '../real-lines.ts';

const newFolder = tempFolders();
const kind = logSource('syslog', 'syslog', { formats: ['syslog'], title: 'syslog' });
const context = (more: Partial<SourceContext> = {}): SourceContext => ({
  name: 'messages',
  nowMs: () => receivedAtMs,
  onTrouble: () => {},
  timeZone: 'UTC',
  logs: knownLogs,
  ...more,
});

/** What a source finds in the logs of a folder. */
async function read(source: ReturnType<typeof kind.create>) {
  onTestFinished(() => source.stop());
  return (await Array.fromAsync(source.catchUp())).flat().flatMap(({ observations }) => observations);
}
function folderWith(files: Readonly<Record<string, readonly string[]>>): string {
  const folder = newFolder();
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
  return folder;
}

it('its settings, with their default', () => {
  expect(kind.schema.parse({ type: 'syslog', path: '/var/log/messages' })).toEqual({
    type: 'syslog',
    path: '/var/log/messages',
    from: 'end',
  });
  expect(startFrom.parse(undefined)).toBe('end');
});

it.each([
  ['/var/log/messages', true],
  ['messages', true],
  ['/var/log/httpd/*access_log', true],
  ['/var/log/*', true],
  ['/var/*/access_log', false],
  ['/var/log/', false],
  ['', false],
])('%j is a path: %s', (path, isPath) => {
  expect(kind.schema.safeParse({ type: 'syslog', path }).success).toBe(isPath);
});

it.each([{}, { from: 'start' }, { path: '/x', type: 'other' }, { path: '/x', paths: [] }])('refused: %j', (settings) => {
  expect(kind.schema.safeParse({ type: 'syslog', ...settings }).success).toBe(false);
});

it('how it is called, where it reads, and what the doctor expects of it', () => {
  const settings = kind.schema.parse({ type: 'syslog', path: '/var/log/messages' });
  expect([kind.label?.(settings), kind.place(settings)]).toEqual(['messages', '/var/log/messages']);
  expect([kind.paths, kind.log]).toEqual([['path'], { formats: ['syslog'], title: 'syslog' }]);
  expect(logSource('syslog', 'syslog').log).toEqual({});
});

it.each([
  ['beginning', 1],
  ['end', 0],
] as const)('a log is read from its %s', async (from, count) => {
  const path = join(folderWith({ messages: syslogLines.slice(0, 1) }), 'messages');
  const observations = await read(kind.create({ type: 'syslog', path, from }, context()));
  expect(observations).toHaveLength(count);
  expect(observations.map(({ evidence }) => evidence.source)).toEqual(Array(count).fill('messages'));
});

it('at a first start, what was written since a time comes too', async () => {
  const path = join(folderWith({ messages: syslogLines.slice(0, 2) }), 'messages');
  const sinceMs = Date.UTC(2026, 10, 21, 1, 5, 18);
  const observations = await read(kind.create({ type: 'syslog', path, from: 'end' }, context({ sinceMs })));
  expect(observations.map(({ evidence }) => evidence.text)).toEqual([syslogLines[1]]);
});

it('times are of the zone of the site', async () => {
  const path = join(folderWith({ messages: syslogLines.slice(0, 1) }), 'messages');
  const [observation] = await read(kind.create({ type: 'syslog', path, from: 'beginning' }, context({ timeZone: 'Asia/Kolkata' })));
  expect(observation?.observedAtMs).toBe(Date.UTC(2026, 10, 20, 19, 35, 17));
});

it('a path with * is all logs of that name, each with its parser', async () => {
  const folder = folderWith({ a_log: syslogLines.slice(0, 1), b_log: syslogLines.slice(1, 2), other: syslogLines });
  const observations = await read(kind.create({ type: 'syslog', path: join(folder, '*_log'), from: 'beginning' }, context()));
  expect(observations.map(({ evidence }) => evidence.text).toSorted()).toEqual(syslogLines.slice(0, 2));
});

it('a kind may choose the parser', async () => {
  const chosen = logSourceOf('any', (parserOf, { name }) => parserOf(name === 'web' ? 'access-log' : 'syslog'));
  const path = join(folderWith({ log: [...syslogLines.slice(0, 1), ...accessLines.slice(0, 1)] }), 'log');
  const kinds = async (name: string) =>
    (await read(chosen.create({ type: 'any', path, from: 'beginning' }, context({ name })))).map(({ sight }) => sight.kind);
  expect([await kinds('web'), await kinds('messages')]).toEqual([['http'], ['dhcp']]);
});

it('a zone that does not exist is refused at once', () => {
  expect(() => kind.create({ type: 'syslog', path: '/nowhere', from: 'end' }, context({ timeZone: 'Mars/Olympus' }))).toThrow(RangeError);
});
