// dcmanager's orchestrator.log and dcmanager.log: the state in which each subcloud is taken up, what its step says on the way, and where it
// failed. They do not say when a subcloud is complete, nor which strategy it was. The system controller runs in UTC.
import { normaliseHost } from './addresses.ts';
import { cleanText } from './health-body.ts';
import type { LogLine, ParsedLine, Parser } from './parser.ts';
import { toParsedLine, type Reading } from './sighting.ts';
import { readControllerTime } from './starlingx-facts.ts';
import { knownState } from './starlingx-states.ts';
import type { InstallerEvent } from '../../state-machines/vocabulary.ts';

// 2024-11-06 12:57:20.342 105193 INFO dcmanager.orchestrator.orchestrator_worker [-] (sw-deploy) Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1
// 2024-11-06 12:57:20.400 105193 INFO dcmanager.orchestrator.states.base [-] Stage: 2, State: sw-deploy pre-check, Subcloud: subcloud-1, Details: Software Orchestration precheck
// 2024-11-06 13:10:02.100 105193 ERROR dcmanager.orchestrator.orchestrator_worker [-] (sw-deploy) Failed! Stage: 2, State: apply VIM sw-deploy strategy, Subcloud: subcloud-2
const stamp = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?)Z?\s/;
const header = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?\s+\d{1,10}\s+[A-Z]{4,8}\s+dcmanager[.\s]/;
const message =
  /(?:\(([\w-]{1,64})\) )?(Failed! |Skipping subcloud, )?Stage: (\w{1,20}), State: ([^,]{1,255}), Subcloud: ([^\s,]{1,255})(?:, Details: (.*))?$/;

export function isOrchestratorLine(text: string): boolean {
  return header.test(text);
}

const subcloudsKept = 10_000;

/** A parser for the lines of one log, in their order. */
export function createStarlingxLogParser(): Parser {
  /** What a step said last: the reason of a failure stands in front of it, or in the lines of a traceback behind it. */
  const lastWords = new Map<string, string>();

  const read = (match: RegExpExecArray): Reading => {
    const [, named, outcome, , stateText = '', cloud = '', details] = match;
    const host = normaliseHost(cloud);
    if (host === undefined) return 'odd';
    const state = knownState(stateText) ?? cleanText(stateText);
    const who = { host };
    if (details !== undefined) {
      const text = cleanText(details);
      if (lastWords.size < subcloudsKept || lastWords.has(host)) lastWords.set(host, text);
      return text === '' ? 'irrelevant' : { who, sight: { kind: 'text', text } };
    }
    // One without a type has details: this one was cut, perhaps in the middle of the name.
    if (named === undefined) return 'odd';
    const event = { kind: 'event', name: `starlingx/${named}/${state}`.slice(0, 200), error: false, part: null, text: state } as const;
    const sight: InstallerEvent = { ...event, phase: 'start' };
    if (outcome === undefined) return { who, sight };
    const words = lastWords.get(host);
    const text = words === undefined ? `failed in ${state}; the traceback in the log says why` : `${state}: ${words}`;
    if (outcome.startsWith('Failed')) return { who, sight: { ...sight, phase: 'finish', error: true, part: 'install', text } };
    return { who, sight: { ...sight, phase: 'finish', name: `starlingx/${named}/complete`, text: `skipped in ${state}` } };
  };

  return {
    parse(line: LogLine): ParsedLine {
      const atMs = readControllerTime(stamp.exec(line.text)?.[1] ?? '');
      // Tracebacks have lines without a header.
      if (atMs === null) return { kind: /^\s|^Traceback|^\w+(?:\.\w+)*: /.test(line.text) ? 'irrelevant' : 'odd', atMs: null };
      const found = message.exec(line.text);
      return toParsedLine(line, atMs, found ? read(found) : 'irrelevant');
    },
  };
}
