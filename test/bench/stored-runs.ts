// A store as a service leaves it that was ended in the middle of so many installs: each backend in an open run, with seven lines seen.
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { openHistory } from '../../server/store/history.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { syslogLines } from './syslog-lines.ts';
import { readingOf } from '../../server/core/queue.ts';
import { createSyslogParser } from '../server/inputs/readers.ts';

const linesEach = 7;
/** As the service notes it: all of it is in checklist.log. */
const logFact = 'checklist.log';

/** Its lines are of an hour ahead, so that no limit passes while somebody looks. */
export async function storeRuns(path: string, backends: number): Promise<void> {
  const log = createLog({ debug: false, quiet: true });
  const history = openHistory({ path, keepDays: 30, keepRuns: 10, log, nowMs: Date.now });
  const { recorder, state } = history;
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [], log, recorder, state });
  const working = monitor.run();
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: Date.now });
  const beganMs = Date.now() + 3_600_000;
  let number = 0;
  for (const text of syslogLines({ count: backends * linesEach, oursEvery: 1, backends })) {
    const parsed = parser.parse({ text, source: 'messages', number: ++number, offset: number * 90, receivedAtMs: Date.now() });
    for (const observation of typeof parsed === 'object' ? parsed.observations : [])
      await monitor.queue.push(readingOf({ ...observation, observedAtMs: beganMs + number }));
  }
  monitor.queue.close();
  await working;
  recorder.note(logFact, String(monitor.seq));
  history.close();
}
