// A log that is read minutes behind the others, by a relay or a slow disk: where runs begin and end is told by the lines' own times.
import { describe, expect, it } from 'vitest';
import { createMqttJsonlParser } from '../../../../server/inputs/health/health.ts';
import { readStory } from '../../../chaos/story-lines.ts';
import { createMonitor, inventoryOf, logOptions, replayFolder, storyFolder } from '../../../state-machines/track/replay-logs.ts';
import { createParser } from '../readers.ts';

type Late = Readonly<Record<string, number>>;

/** The runs of each machine, `BEGIN END status`, when the logs named in `lateSeconds` come so much later than the others. */
function runsRead(story: string, lateSeconds: Late, inventory: ReturnType<typeof inventoryOf> | undefined): string[] {
  const { monitor } = createMonitor(inventory);
  const parsers = new Map(
    ['messages', 'access_log', 'ssl_access_log', 'mqtt'].map((source) => [
      source,
      source === 'mqtt' ? createMqttJsonlParser() : createParser(source === 'messages' ? 'syslog' : 'access-log', logOptions),
    ]),
  );
  const read = readStory(story)
    .map((line) => ({ ...line, arrivalMs: line.atMs + (lateSeconds[line.source] ?? 0) * 1000 }))
    .toSorted((a, b) => a.arrivalMs - b.arrivalMs);
  for (const { source, text, arrivalMs } of read) {
    const parsed = parsers.get(source)?.parse({ text, source, number: null, offset: null, receivedAtMs: arrivalMs });
    if (typeof parsed === 'object') monitor.dispatcher.dispatch(parsed);
  }
  return boundaries([...monitor.registry.all()].map((backend) => monitor.view(backend, Infinity)));
}

function boundaries(views: Awaited<ReturnType<typeof replayFolder>>['views']): string[] {
  return views
    .flatMap(({ mac, runs }) => runs.map(({ startedAt, endedAt, status }) => `${mac} ${startedAt} ${endedAt} ${status}`))
    .toSorted();
}

const messages: Late = { messages: 180 };
const muchLater: Late = { messages: 540, mqtt: 20 };
const web: Late = { access_log: 180, ssl_access_log: 180 };
const both: Late = { access_log: 300, messages: 60 };
// Where the only word of an install's end comes before all others of it, nothing tells what has ended.
const rows: readonly (readonly [story: string, lates: readonly Late[]])[] = [
  ['clean', [messages, muchLater, web, both]],
  ['four-at-once', [messages, muchLater, web, both]],
  ['disk-boots', [messages, muchLater, web]],
  ['dnsmasq-uefi', [messages, muchLater, web]],
  ['kexec', [messages, muchLater]],
  ['discovery-boot', [web]],
  ['address-swap', [{ messages: 10 }, { access_log: 10 }]],
  // An address that is given again seconds before its new owner is heard of in another log.
  ['address-reuse', [{ messages: 2 }, { access_log: 10 }, { mqtt: 10 }]],
  ['reinstall-loop', [{ messages: 10 }, { access_log: 10, ssl_access_log: 10 }]],
];

describe.each(rows)('%s', (story, lates) => {
  it.each(lates)('has the same runs with logs so many seconds late: %o', async (late) => {
    const { views } = await replayFolder(storyFolder(story), inventoryOf(story));
    expect(runsRead(story, late, inventoryOf(story))).toEqual(boundaries(views));
  });

  it.each(lates)('has the same runs without an inventory: %o', async (late) => {
    const { views } = await replayFolder(storyFolder(story), undefined);
    expect(runsRead(story, late, undefined)).toEqual(boundaries(views));
  });
});
