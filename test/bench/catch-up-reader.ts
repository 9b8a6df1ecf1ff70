// Reads the logs of a folder, in one of two ways: run as `node catch-up-reader.ts WAY FOLDER`.
import { join } from 'node:path';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { readFinishedLog } from '../../server/inputs/following/finished-log.ts';
import { LogTailer } from '../../server/inputs/following/log-tailer.ts';
import { mergeByTime } from '../../server/inputs/following/merge-by-time.ts';
import { openHistory } from '../../server/store/history.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { removeStore } from './rotated-logs.ts';
import { createSyslogParser, findLogs } from '../server/inputs/readers.ts';

interface Way {
  /** Of the row. */
  name: string;
  what: string;
  read: (folder: string) => Promise<void>;
}

export const waysToRead: Record<string, Way> = {
  finished: { name: 'ours: lines to observations', what: 'lines to observations', read: readFinished },
  followed: { name: 'ours: the service catching up, with its store', what: 'the service catching up', read: catchUp },
};

const options = { timeZone: 'UTC', nowMs: Date.now };

async function readFinished(folder: string): Promise<void> {
  for (const log of findLogs([folder], { ...options, year: 2026 })) for await (const _lines of readFinishedLog(log));
}

/** As the service reads on at its start: behind a position, through all that was rotated away since. */
async function catchUp(folder: string): Promise<void> {
  const log = createLog({ debug: false, quiet: true });
  const store = join(folder, 'checklist.db');
  const history = openHistory({ path: store, keepDays: 30, keepRuns: 10, log, nowMs: Date.now });
  const { recorder, state } = history;
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [], log, recorder, state });
  const working = monitor.run();
  const tailer = new LogTailer({
    ...options,
    name: 'messages',
    type: 'syslog',
    path: join(folder, 'messages'),
    from: 'beginning',
    parser: createSyslogParser({ ...options, year: 2026 }),
    onTrouble: () => {},
  });
  tailer.resume({ files: [], seenMs: 0 });
  for await (const items of mergeByTime([tailer.catchUp()])) await monitor.queue.pushAll(items);
  monitor.queue.close();
  await working;
  await tailer.stop();
  history.close();
  removeStore(store);
}

if (import.meta.main) {
  process.stdout.write('reads\n');
  await waysToRead[process.argv[2] ?? '']?.read(process.argv[3] ?? '');
}
