// The console output of Kadeploy 3.1 and 3.3, at any verbose level (1 to 5). The server's debug file contains the same sentences, prefixed with
// the deployment's id. A line names a set of machines, not a single one.
//   1389347228.12345|[c1.2]    ~ Time in wait_reboot: 33s
//   D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab|root -> [2] Performing a Deploy[BootNewEnvKexec] step
import { KadeployAutomata } from './automata.ts';
import { KadeployClock } from './text-clock.ts';
import { KadeploySession } from './session.ts';
import { readListed, readSentence, type Sentence, type SentenceKind } from './words.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import { readingOfLine } from '../contract/sighting.ts';
import type { Line, Parser } from '../contract/parser.ts';

/** Maximum number of deployments followed at a time. */
const sessionsMost = 64;
const debugLine = /^([DRPC]-[\w-]{1,80})\|(\S*) -> (.*)$/;
/** A client of several servers prefixes lines with the server name: ten columns, then a space. */
const serverName = /^\[[\w.-]+\] +(?=[[A-Z])/;

export interface KadeployConsoleOptions {
  /** Start time of a text without timestamps that is not read live. Epoch milliseconds. */
  startMs?: number | undefined;
}

export function createKadeployConsoleParser({ startMs = 0 }: KadeployConsoleOptions = {}): Parser {
  const clock = new KadeployClock(startMs);
  const read = createKadeployReader(clock);
  return { parse: (line) => read(clock.read(line.text, line.receivedAtMs), line) };
}

/** Reads lines without their timestamps; `clock` supplies the time. */
export function createKadeployReader(clock: KadeployClock): (text: string, line: Line) => Reading {
  const consoles = new Map<string, Console>();
  return (text, line) => {
    const [, wid = '', user = null, words = text] = debugLine.exec(text) ?? [];
    const own = consoles.get(wid) ?? new Console(clock, wid, user);
    consoles.delete(wid);
    consoles.set(wid, own);
    const [longestSilent] = consoles.keys();
    if (consoles.size > sessionsMost && longestSilent !== undefined) consoles.delete(longestSilent);
    return own.parse(words, line);
  };
}

const tellingKinds: ReadonlySet<SentenceKind> = new Set(['launched', 'begun', 'step', 'stepEnded', 'stepFailed', 'deployed', 'failed']);

/** Whether the lines are Kadeploy output. One distinctive sentence is enough, because most lines have only a word or two. */
export function isKadeployText(lines: readonly string[]): boolean {
  return lines.some((line) => {
    const text = new KadeployClock(0).read(line, 0);
    const words = debugLine.exec(text)?.[3] ?? text;
    const { kind } = readSentence(words) ?? readSentence(words.replace(serverName, '')) ?? {};
    return kind !== undefined && tellingKinds.has(kind);
  });
}

/** Consecutive deployments in one text. */
class Console {
  private readonly clock: KadeployClock;
  private readonly wid: string;
  private readonly user: string | null;
  private readonly automata = new KadeployAutomata();
  private session: KadeploySession | undefined;
  private listing: 'deployed' | 'failed' | undefined;
  private isNamed = false;

  constructor(clock: KadeployClock, wid: string, user: string | null) {
    this.clock = clock;
    this.wid = wid;
    this.user = user;
  }

  parse(words: string, line: Line): Reading {
    const atMs = this.clock.nowMs;
    if (words.trim() === '') return newReading(atMs);
    const listed = this.listing && readListed(words);
    const sentence = readSentence(words) ?? (listed ? undefined : readSentence(words.replace(serverName, '')));
    if (sentence) return this.take(sentence, line);
    if (this.automata.take(words)) return newReading(atMs);
    if (!listed || !this.listing || !this.session) return readingOfLine(line, atMs, 'unparsed');
    return this.session.takeListed(listed.host, this.listing, { line, error: listed.error });
  }

  private take(sentence: Sentence, line: Line): Reading {
    const { kind } = sentence;
    this.automata.close();
    if (kind === 'listDeployed' || kind === 'listFailed') this.listing = kind === 'listDeployed' ? 'deployed' : 'failed';
    else this.listing = undefined;
    this.begin(sentence, line);
    // The nodes are unknown if the start of the deployment was not seen.
    if (!this.session) return newReading(this.clock.nowMs);
    return this.session.take(sentence, line);
  }

  /** The client's output begins with the deployment's id; the server's with a launch line per cluster. */
  private begin({ kind, name }: Sentence, { source }: Line): void {
    if (kind === 'begun') this.session = this.newSession(name);
    else if (kind === 'launched' && (!this.session || (this.session.isOver && !this.isNamed)))
      this.session = this.newSession(this.wid || `${source}@${new Date(this.clock.nowMs).toISOString()}`);
    else return;
    this.isNamed = kind === 'begun';
  }

  private newSession(wid: string): KadeploySession {
    const { clock, automata, user } = this;
    return new KadeploySession(wid, { clock, automata, user });
  }
}
