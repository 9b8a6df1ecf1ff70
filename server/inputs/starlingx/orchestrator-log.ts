// Parser for dcmanager's orchestrator.log: the state each subcloud enters, the details of its step, failures, and the end of a worker's steps. Lines
// do not name their strategy. The system controller runs in UTC.
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { normaliseHost } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Parser } from '../contract/parser.ts';
import { evidenceOf, readingOfLine, type Seen } from '../contract/sighting.ts';
import { readControllerTime } from './facts.ts';
import { knownState } from './states.ts';

// 2024-11-06 12:57:20.342 105193 INFO dcmanager.orchestrator.orchestrator_worker [-] (sw-deploy) Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1
// 2024-11-06 12:57:20.400 105193 INFO dcmanager.orchestrator.states.base [-] Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1, Details: Software Orchestration precheck
// 2024-11-06 13:10:02.100 105193 ERROR dcmanager.orchestrator.orchestrator_worker [-] (sw-deploy) Failed! Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: subcloud-2
// 2024-11-06 13:31:05.200 105193 INFO dcmanager.orchestrator.orchestrator_worker [-] There are no further steps to process, stopping.
const stamp = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?)Z?\s(?:\s*(\d{1,10})\s)?/;
const header = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?\s+\d{1,10}\s+[A-Z]{4,8}\s+dcmanager[.\s]/;
const message =
  /(?:\(([\w-]{1,64})\) )?(Failed! |Skipping subcloud, )?Stage: (\w{1,20}), State: ([^,]{1,255}), Subcloud: ([^\s,]{1,255})(?:, Details: (.*))?$/;
const allDone = /There are no further steps to process, stopping\.$/;

export function isOrchestratorLine(text: string): boolean {
  return header.test(text);
}

/** A subcloud in progress: its worker's process and the last details of its step. Details logged before a failure are its reason. */
interface OnTheWay {
  pid: string;
  type: string;
  words: string | null;
}

const subcloudsKept = 10_000;

/** Parses the lines of one log in order. */
export function createStarlingxLogParser(): Parser {
  const onTheWay = new Map<string, OnTheWay>();

  const read = (match: RegExpExecArray, pid: string): Seen => {
    const [, type, outcome, , stateText = '', cloud = '', details] = match;
    const host = normaliseHost(cloud);
    if (host === undefined) return 'unparsed';
    const who = { host };
    const known = onTheWay.get(host);
    if (details !== undefined) {
      const text = cleanText(details);
      if (known) known.words = text;
      return text === '' ? 'irrelevant' : { who, sight: { kind: 'text', text } };
    }
    // A line without a type has details, so this one was truncated, perhaps within the name.
    if (type === undefined) return 'unparsed';
    const state = knownState(stateText) ?? cleanText(stateText);
    if (outcome !== undefined) onTheWay.delete(host);
    else if (known || onTheWay.size < subcloudsKept) onTheWay.set(host, { pid, type, words: null });
    return {
      who,
      sight:
        outcome === undefined ? eventOf(type, state, { phase: 'start' }) : endOf({ type, state, outcome, words: known?.words ?? null }),
    };
  };

  /** A worker stops when all its steps are finished: those that did not fail are complete. */
  const finish = (line: Line, atMs: number, pid: string): Reading => {
    const done = [...onTheWay].filter(([, { pid: own }]) => own === pid);
    for (const [host] of done) onTheWay.delete(host);
    const seen = { observedAtMs: atMs, receivedAtMs: line.receivedAtMs, evidence: evidenceOf(line) };
    const observations = done.map(([host, { type }]) => ({
      ...seen,
      who: { host },
      sight: eventOf(type, 'complete', { text: 'its worker has finished all steps' }),
    }));
    return newReading(atMs, observations);
  };

  return {
    parse(line) {
      const [, time = '', pid = ''] = stamp.exec(line.text) ?? [];
      const atMs = readControllerTime(time);
      // Traceback lines have no header.
      if (atMs === null) return /^\s|^Traceback|^\w+(?:\.\w+)*: /.test(line.text) ? 'irrelevant' : 'unparsed';
      if (allDone.test(line.text)) return finish(line, atMs, pid);
      const found = message.exec(line.text);
      return readingOfLine(line, atMs, found ? read(found, pid) : 'irrelevant');
    },
  };
}

/** If no details were logged, the reason is in the traceback after this line. */
function endOf({ type, state, outcome, words }: { type: string; state: string; outcome: string; words: string | null }): InstallerEvent {
  if (!outcome.startsWith('Failed')) return eventOf(type, 'complete', { text: `skipped in ${state}` });
  const text = words === null ? `failed in ${state}; see the traceback in the log` : `${state}: ${words}`;
  return eventOf(type, state, { text, error: true, part: 'install' });
}

function eventOf(type: string, state: string, rest: Partial<InstallerEvent>): InstallerEvent {
  return {
    kind: 'event',
    name: `starlingx/${type}/${state}`.slice(0, 200),
    phase: 'finish',
    error: false,
    part: null,
    text: state,
    ...rest,
  };
}
