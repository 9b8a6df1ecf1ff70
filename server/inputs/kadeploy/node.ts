// One node of a deployment, compared from poll to poll: reports what changed in its state. No I/O, no clock.
import type { Member } from '../../../state-machines/deployment/deployment.ts';
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { attemptOf, endEvent, noteEvent, readFinalError, readMacro, stepEvent, type Automata, type Ending } from './events.ts';
import type { PastEvent } from './log.ts';
import type { NodeState } from './api.ts';

export interface Told {
  atMs: number;
  sight: InstallerEvent;
  /** What the server returned. */
  text: string;
}

/** Context in which a state is read. */
export interface StateContext {
  nowMs: number;
  /** Seconds since the current micro-step started. */
  seconds: number;
  automata: Automata | undefined;
}

interface When {
  atMs: number;
  text: string;
}

interface Place {
  macro: string;
  micro: string;
}

const endStatuses: Record<Ending, Member['status']> = { deployed: 'done', held: 'held', failed: 'failed', aborted: 'aborted' };
const unseenFailure = 'failed between two polls; Kadeploy no longer reports the reason';

export class KadeployNode {
  member: Member;
  macro = '';
  micro = '';
  state = '';
  isOver = false;
  /** Whether the member changed since the last `handOut`. */
  private isTouched = true;
  private told: Told[] = [];
  /** Time of the last event. Later events are never earlier than this, even if the server rounds. */
  private lastMs = 0;

  constructor(host: string) {
    this.member = { backend: host, batch: null, status: 'not-started', state: '', detail: null, startedAt: null, endedAt: null };
  }

  /** Changes since the last call. */
  handOut(): { told: Told[]; member: Member | undefined } {
    const news = { told: this.told, member: this.isTouched ? this.member : undefined };
    this.told = [];
    this.isTouched = false;
    return news;
  }

  /** Restores what was reported before a restart. */
  restore({ macro, micro, state, isOver }: Pick<KadeployNode, 'macro' | 'micro' | 'state' | 'isOver'>, member: Partial<Member>): void {
    Object.assign(this, { macro, micro, state, isOver, isTouched: false });
    this.member = { ...this.member, ...member, state: placeOf(this) };
  }

  takeState(seen: NodeState, { nowMs: atMs, seconds, automata }: StateContext): void {
    if (this.isOver) return;
    const { macro, micro, state, error } = wordsOf(seen);
    if (state === 'discarded') return this.discard();
    const text = JSON.stringify({ [this.member.backend]: seen });
    if (macro !== '') this.takeStep({ macro, micro }, { atMs: atMs - seconds * 1000, text, automata, isKo: state === 'ko' });
    if (state === 'ko' && (this.state !== 'ko' || macro !== this.macro)) this.takeFailure({ macro, micro }, error, { atMs, text });
    if (state !== this.state && (state === 'reboot_in_progress' || state === 'rebooted'))
      this.tell(noteEvent(state.replaceAll('_', ' ')), { atMs, text });
    Object.assign(this, { macro: macro || this.macro, micro: micro || this.micro, state });
    if (state === 'brk') this.end('held', { text: `Breakpoint reached after ${this.macro || 'the start'}`, atMs });
    else if (state === 'ok' && macro === '') this.end('deployed', { text: 'deployed', atMs });
    // When a node has no attempts left, its error is prefixed with the step's name.
    else if (state === 'ko' && readFinalError(error)) this.end('failed', { text: error, atMs });
  }

  end(ending: Ending, { text, atMs }: When): void {
    if (this.isOver) return;
    this.isOver = true;
    const isFailure = ending === 'failed' || ending === 'aborted';
    // Nothing was done to the node, so it has no run.
    if (this.member.startedAt === null && isFailure) return this.change({ state: ending, detail: text });
    const error = ending === 'failed' ? readFinalError(text) : undefined;
    if (error && this.state !== 'ko') this.tell(stepEvent({ ...stepOf(error), failed: error.text }), { atMs, text });
    this.tell(endEvent(ending, text), { atMs, text });
    this.change({ status: endStatuses[ending], state: ending, detail: ending === 'deployed' ? null : text, endedAt: isoOf(this.lastMs) });
  }

  /** Takes the whole run from the statistics. If the node was already followed, reports only its end. */
  takePast(events: readonly PastEvent[], ending: Ending): void {
    const last = events.at(-1);
    if (this.isOver || !last) return;
    const [first] = events;
    if (this.member.startedAt === null && first && events.length > 1) {
      for (const { sight, atMs } of events.slice(0, -1)) this.tell(sight, { atMs, text: sight.text });
      this.change({ startedAt: isoOf(first.atMs) });
    }
    this.end(ending, { text: last.sight.text, atMs: last.atMs });
  }

  change(change: Partial<Member>): void {
    const member = { ...this.member, ...change };
    if (JSON.stringify(member) === JSON.stringify(this.member)) return;
    this.member = member;
    this.isTouched = true;
  }

  private discard(): void {
    this.isOver = true;
    this.change({ state: 'discarded', detail: 'already involved in another operation' });
  }

  /** A micro-step started. Also reports the macro step if this is another attempt. */
  private takeStep(place: Place, { automata, isKo, ...when }: When & { automata: Automata | undefined; isKo: boolean }): void {
    const { macro, micro } = place;
    const isRetry = this.state === 'ko' && !isKo;
    if (macro === this.macro && micro === this.micro && !isRetry) return;
    if (this.hasFallenBackUnseen(macro)) this.tell(stepEvent({ ...stepOf(this, automata), failed: unseenFailure }), when);
    if (macro !== this.macro || isRetry) this.tell(stepEvent(stepOf({ macro, micro: '' }, automata)), when);
    if (micro !== '') this.tell(stepEvent(stepOf(place, automata)), when);
    this.change({ status: 'running', state: placeOf(place), detail: null, startedAt: this.member.startedAt ?? isoOf(when.atMs) });
  }

  /** Another implementation of the same macro step is tried only after the previous one failed. */
  private hasFallenBackUnseen(macro: string): boolean {
    const isOther = this.macro !== '' && macro !== this.macro && this.state !== 'ko';
    return isOther && readMacro(macro)?.step === readMacro(this.macro)?.step;
  }

  private takeFailure({ macro, micro }: Place, error: string, when: When): void {
    const place = { macro: macro || this.macro, micro: micro || this.micro };
    const failed = readFinalError(error)?.text || error || `${placeOf(place)} failed`;
    if (place.macro !== '') this.tell(stepEvent({ ...stepOf(place), failed }), when);
    this.change({ detail: failed });
  }

  private tell(sight: InstallerEvent, { atMs, text }: When): void {
    this.lastMs = Math.max(this.lastMs, atMs);
    this.told.push({ sight, text, atMs: this.lastMs });
  }
}

function wordsOf({ macro, micro, state, error }: NodeState): Place & { state: string; error: string } {
  return { macro: macro ?? '', micro: micro ?? '', state: state ?? '', error: error ?? '' };
}

function stepOf({ macro, micro }: Place, automata?: Automata) {
  return { attempt: attemptOf(macro, automata), ...(micro !== '' && { micro }) };
}

function placeOf({ macro, micro }: Place): string {
  return micro === '' ? macro : `${macro}-${micro}`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
