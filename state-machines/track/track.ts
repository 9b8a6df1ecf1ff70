// The rules for where a backend's runs begin and end. Each observation of a backend passes through its track, which opens, feeds and closes its
// runs. Pure: no I/O, no clock.
//
// - DHCP and a boot configuration alone prove no install. They open a run only for a backend without a known install: a provisional one, which a
//   boot from disk dissolves.
// - A backend that was installed, or has handed over to its disk, starts a new run when it boots its installer. The DHCP exchange of that boot
//   becomes the start of the new run.
// - A deployment always starts a new run, and its events go to no other run.
// - A backend may first be seen in the middle of its install: it is followed from there, and earlier stages stay unseen.
// - A boot of a system that installs nothing (a discovery image, a rescue system, the system on disk) ends what seemed to be the start of an
//   install.
// - An installed machine that behaves like an installer has started an install without a network boot (kexec).
// - Lines that are read late belong to the run that they happened in. The end of a finished run does not change.
// docs/how-it-works.md has the list, with a recorded example for each.
import {
  hasHandedOver,
  isAfterwards,
  isBefore,
  isNewBoot,
  isOfNextBoot,
  otherBootPauseMs,
  provisionalPauseMs,
  visitorMs,
} from './boundaries.ts';
import { lateNews, runAt } from './late-news.ts';
import { newRun, newRunId } from '../run/new-run.ts';
import { isWithoutInstall, unseenInstaller } from './no-install.ts';
import { limitMs, passLimits } from '../run/pass-limits.ts';
import {
  addToPrelude,
  hasInstaller,
  installerInPrelude,
  isFirst,
  ledTo,
  movePrelude,
  preludeOfBootLoader,
  withoutTimes,
  type Prelude,
} from './prelude.ts';
import { presentStage } from '../run/present.ts';
import type { RunEvent, When } from '../run/run-state.ts';
import type { Run } from '../run/run.ts';
import { loopFinding } from './install-loop.ts';
import { brokenRules, type Versions } from './rules.ts';
import type { FindingWords, Mute, Transition } from '../vocabulary.ts';
import type { WorkflowsByName } from '../workflow/workflow.ts';
import { isOutsideOrder } from '../workflow/workflow.ts';

interface TrackState {
  /** Whether an inventory names the backend; an unknown DHCP client's provisional run is dropped after a while. */
  declared: boolean;
  /** Newest last. */
  runs: readonly Run[];
  /** Maintenance, which may have expired. */
  muted: Mute | null;
  /** DHCP and boot configuration since the last sign of an installer: the start of the next run. */
  prelude: Prelude;
  /** When it last booted from disk, or booted another system that installs nothing, outside an install. */
  otherBootMs: number | null;
  /** The version that each stage last installed, by stage name. */
  versions: Versions;
}

/** The runs of one backend, newest last, and the signs of a boot whose run is not known yet. */
export class Track {
  readonly backendId: string;
  private readonly own: TrackState;
  /** The clock was set back since its last run began: events that seem to be of that time are of now. */
  private isClockBack = false;

  constructor(backendId: string, declared: boolean) {
    this.backendId = backendId;
    this.own = { declared, runs: [], muted: null, prelude: [], otherBootMs: null, versions: {} };
  }

  get declared(): boolean {
    return this.own.declared;
  }

  get runs(): readonly Run[] {
    return this.own.runs;
  }

  get muted(): Mute | null {
    return this.own.muted;
  }

  get prelude(): Prelude {
    return this.own.prelude;
  }

  get otherBootMs(): number | null {
    return this.own.otherBootMs;
  }

  get versions(): Versions {
    return this.own.versions;
  }

  /** Sets whether an inventory names the backend. */
  declare(declared: boolean): void {
    this.own.declared = declared;
  }

  /** Restores its state from a store. */
  restore(saved: Partial<Omit<TrackState, 'declared'>>): void {
    Object.assign(this.own, saved);
  }

  /** Null: ends maintenance. */
  mute(muted: Mute | null): void {
    this.own.muted = muted;
  }

  /** Applies changed workflows, for example with other limits. A run under way continues under them if its workflow still exists. */
  moveTo(workflows: WorkflowsByName): void {
    for (const run of this.runs) run.moveTo(workflows.get(run.workflow.name) ?? run.workflow);
    this.own.prelude = movePrelude(this.prelude, workflows);
  }

  /** The host's clock was set by this many milliseconds: runs under way are shifted; finished runs stay as reported. */
  shift(byMs: number): void {
    const { own, open } = this;
    if (open) open.shift(byMs);
    else this.isClockBack ||= byMs < 0;
    if (own.otherBootMs !== null) own.otherBootMs += byMs;
    own.prelude = own.prelude.map((event) => ({ ...event, atMs: event.atMs + byMs }));
  }

  /** Keeps only the newest runs; a store has the others. */
  forgetRuns(kept: number): void {
    if (this.runs.length > kept) this.own.runs = this.runs.slice(-kept);
  }

  /** The newest run, if it is not over. */
  get open(): Run | undefined {
    const run = this.runs.at(-1);
    return run && run.snapshot.context.endedAtMs === null ? run : undefined;
  }

  /** When `passTime` next has something to do, epoch milliseconds; null for never. */
  get dueMs(): number | null {
    const run = this.open;
    if (!run) return null;
    const dropMs = run.provisional && !this.declared ? run.snapshot.context.lastHeardMs + visitorMs : Infinity;
    const dueMs = Math.min(limitMs(run), dropMs);
    return dueMs === Infinity ? null : dueMs;
  }

  /** Applies an observation to the backend's runs. Returns nothing if it is older than the current run, or irrelevant. */
  observe(event: RunEvent): Transition[] {
    const transitions = event.deployment === undefined ? this.observeAlone(event) : this.observeDeployed(event, event.deployment);
    return event.workflow.rules.length === 0 ? transitions : [...transitions, ...this.judge(event, transitions)];
  }

  /** Records a broken rule or a known error, for the current run or the deployment's run. */
  observeFinding(words: FindingWords, when: When, deployment?: string): Transition[] {
    const run = this.runOf(deployment);
    return run ? run.addFinding(words, when, presentStage(run)) : [];
  }

  /** A person ended the install. */
  observeAbandoned(message: string, when: When, deployment?: string): Transition[] {
    const run = this.runOf(deployment);
    return run && run === this.open ? this.supersede(run, when, message) : [];
  }

  private runOf(deployment: string | undefined): Run | undefined {
    const newest = this.runs.at(-1);
    return deployment === undefined ? this.open : newest?.deployment === deployment ? newest : undefined;
  }

  private observeAlone(event: RunEvent): Transition[] {
    const run = this.open;
    const of = this.isClockBack ? run : runAt(this.runs, event.atMs);
    if (of && (of !== run || isBefore(event, of))) return this.observeLate(event, of);
    if (run && isBefore(event, run)) return [];
    if (event.whole && run && !run.provisional) return this.observeFailure(event, run);
    switch (event.stage.role) {
      case 'opening':
        return this.observeOpening(event, run);
      case 'boot':
        return this.observeBoot(event, run);
      case 'inside':
        return event.reported || (run ? !run.provisional : hasInstaller(this.prelude)) ? this.observeInstaller(event, run) : [];
      case 'disk-boot':
      case 'end':
        return this.observeDisk(event, run);
      case 'handover':
      case 'held':
      case 'stalled':
      case 'waiting':
      case undefined:
        return this.observeInstaller(event, run);
    }
  }

  /** A log that lags behind another shows how a run began and progressed; the end of a finished run does not change. */
  private observeLate(event: RunEvent, run: Run): Transition[] {
    if (run !== this.open && run.status !== 'installed') return [];
    const { events, prelude } = lateNews(event, run, { before: this.runs[this.runs.indexOf(run) - 1], prelude: this.prelude });
    this.own.prelude = prelude;
    if (isBefore(event, run)) run.beginAt(Math.min(...events.map(({ atMs }) => atMs)));
    return events.flatMap((e) => run.feed(e));
  }

  /** The firmware fetched its boot loader: the DHCP exchange just before is where that boot began. */
  observeBootLoader(): void {
    this.own.prelude = preludeOfBootLoader(this.prelude);
  }

  /** The machine boots a system that installs nothing, with this name. */
  observeOtherSystem(name: string, when: When): Transition[] {
    const run = this.open;
    if (run && (run.deployment !== null || when.atMs < run.startedAtMs)) return [];
    this.dropPrelude();
    this.own.otherBootMs = when.atMs;
    return run ? this.endWithout(run, when, `No install: the machine booted ${name}`) : [];
  }

  /** Records a message of the installer that is not a stage. It opens no run. */
  observeText(text: string, when: When): Transition[] {
    const run = this.open;
    return run?.say(text, when) ?? [];
  }

  /** Advances the clock: everything that happened before `nowMs` has been read. */
  passTime(nowMs: number): Transition[] {
    const run = this.open;
    if (!run) return [];
    const transitions = passLimits(run, nowMs);
    const visitor = run.provisional && !this.declared && nowMs >= run.snapshot.context.lastHeardMs + visitorMs;
    return visitor ? [...transitions, ...this.dissolve(run, { atMs: nowMs, receivedAtMs: nowMs, evidence: null })] : transitions;
  }

  /** Ends the current run, if any, because the backend is followed under another name from now on. */
  close(when: When, why = 'Followed under another name from here'): Transition[] {
    const run = this.open;
    if (!run) return [];
    return this.endWithout(run, when, why);
  }

  /** A run that was no install leaves no trace, unless its installer was seen to boot. */
  private endWithout(run: Run, when: When, why: string): Transition[] {
    return run.provisional ? this.dissolve(run, when, why) : this.supersede(run, when, why);
  }

  private observeOpening(event: RunEvent, run: Run | undefined): Transition[] {
    this.own.prelude = addToPrelude(this.prelude, event);
    if (run) {
      // Lease renewals in between do not count; firmware that retries over and over is one attempt.
      const pauseMs = event.atMs - (run.recordOf(event.stage)?.lastAtMs ?? event.atMs);
      if (run.provisional && isFirst(event) && pauseMs > provisionalPauseMs) return [...this.dissolve(run, event), ...this.openRun(event)];
      if (hasHandedOver(run) || isAfterwards(run, event)) return [];
      run.follow(event);
      return run.feed(event);
    }
    // Only the first message of a boot, from a machine without a known install: any other may just boot from disk.
    return isFirst(event) && this.runs.length === 0 && !this.isOfOtherSystem(event) ? this.openRun(event) : [];
  }

  /** The system that the machine booted last requests its own address. */
  private isOfOtherSystem({ atMs }: RunEvent): boolean {
    return this.otherBootMs !== null && atMs - this.otherBootMs < otherBootPauseMs;
  }

  private observeBoot(event: RunEvent, run: Run | undefined): Transition[] {
    // The web server's log has already shown what that kernel booted.
    if (!run && this.otherBootMs !== null && event.atMs < this.otherBootMs && this.otherBootMs - event.atMs < otherBootPauseMs) return [];
    if (run && !isNewBoot(run, event, this.prelude.length > 0)) return this.feedInstaller(run, event);
    const closed = run ? this.supersede(run, event, 'The machine booted its installer anew') : [];
    return [...closed, ...this.openRun(event), ...(run && !run.provisional ? this.countRound(run, event) : [])];
  }

  /** The run that has just begun replaced `before`, which was not over. */
  private countRound(before: Run, event: RunEvent): Transition[] {
    const run = this.open;
    if (!run) return [];
    run.countRound(before);
    const words = loopFinding(run.round, before, hasHandedOver(before));
    return words ? run.addFinding(words, event, event.stage) : [];
  }

  private observeDisk(event: RunEvent, run: Run | undefined): Transition[] {
    // Events from before the run began wait for the kernel that they led to.
    this.dropPrelude(event.atMs, run && !run.provisional ? run.startedAtMs : -Infinity);
    if (event.stage.role === 'disk-boot' && (!run || run.provisional)) this.own.otherBootMs = event.atMs;
    if (!run) return [];
    if (!run.provisional) return this.observeEnd(event, run);
    return event.error ? [] : this.dissolve(run, event);
  }

  private observeEnd(event: RunEvent, run: Run): Transition[] {
    const without = event.error ? 'no' : isWithoutInstall(run, this.runs.slice(0, -1), event.atMs);
    if (without === 'yes')
      return this.supersede(run, event, 'No install: the machine booted from its disk, and its installer had asked for nothing');
    const fed = run.feed(event);
    return without === 'perhaps' ? [...fed, ...run.addFinding(unseenInstaller, event, event.stage)] : fed;
  }

  private observeInstaller(event: RunEvent, run: Run | undefined): Transition[] {
    if (run) return this.feedInstaller(run, event);
    const last = this.runs.at(-1);
    if (!last || last.status !== 'installed') return this.openRun(event);
    // An optional last stage after the end belongs to the finished run.
    const after = last.feed(event);
    return after.length > 0 ? after : this.observeAfterEnd(event, last);
  }

  /** A single request of an installed machine is no install. It may belong to one whose boot has not been read yet, or that began by kexec. */
  private observeAfterEnd(event: RunEvent, last: Run): Transition[] {
    if (event.atMs <= (last.snapshot.context.endedAtMs ?? Infinity) || isOutsideOrder(event.stage)) return [];
    this.own.prelude = addToPrelude(this.prelude, event);
    const installer = installerInPrelude(this.prelude);
    if (installer.length === 0) return [];
    this.own.prelude = installer;
    return this.openRun(event);
  }

  private observeDeployed(event: RunEvent, deployment: string): Transition[] {
    const run = this.runs.at(-1);
    if (run?.deployment === deployment) {
      const goesOn = run === this.open || run.status === 'installed';
      return !goesOn ? [] : event.whole ? this.observeFailure(event, run) : run.feed(event);
    }
    // Two sources may report two deployments; events of an earlier one do not change the current one.
    if (this.runs.some((earlier) => earlier.deployment === deployment)) return [];
    const closed = this.close(event, 'Another deployment of the machine began');
    this.own.prelude = [];
    return [...closed, ...this.openRun(event)];
  }

  /** Checks the workflow's rules for the stage that was just reached. */
  private judge(event: RunEvent, transitions: readonly Transition[]): Transition[] {
    const run = this.runs.at(-1);
    if (!run || !transitions.some(({ kind, stage }) => kind === 'reached' && stage === event.stage.name)) return [];
    const broken = brokenRules(run, event, this.versions);
    if (event.version !== undefined) this.own.versions = { ...this.versions, [event.stage.name]: event.version };
    return broken.flatMap((words) => run.addFinding(words, event, event.stage));
  }

  /** A run that has already failed has its reason: this becomes its last message. */
  private observeFailure(event: RunEvent, run: Run): Transition[] {
    if (run.status === 'failed') {
      run.send({ type: 'ALL_FAILED', atMs: event.atMs });
      return this.observeText(event.message ?? '', event);
    }
    run.follow(event);
    return this.feedInstaller(run, { ...event, stage: run.furthestStage ?? event.stage });
  }

  private feedInstaller(run: Run, event: RunEvent): Transition[] {
    run.follow(event);
    run.confirm();
    if (this.prelude.length > 0 && isOfNextBoot(run, event)) this.own.prelude = addToPrelude(this.prelude, event);
    else this.dropPrelude(event.atMs);
    return run.feed(event);
  }

  /** Opens a run with the boot that led to `event`. */
  private openRun(event: RunEvent): Transition[] {
    const opening = event.stage.role === 'opening' && event.deployment === undefined;
    const events = opening ? [event] : [...ledTo(event, this.prelude), event].toSorted((a, b) => a.atMs - b.atMs);
    const startedAtMs = Math.min(...events.map((e) => e.atMs));
    const run = newRun(event, { id: newRunId(this, startedAtMs), startedAtMs, provisional: opening });
    this.own.runs = this.runs.toSpliced(this.runs.length, 0, run);
    this.isClockBack = false;
    this.own.prelude = opening ? [event] : [];
    return events.flatMap((e) => run.feed(e));
  }

  private supersede(run: Run, when: When, message: string): Transition[] {
    run.send({ type: 'SUPERSEDED', atMs: when.atMs });
    return [run.transition('abandoned', when, { stage: run.furthestStage, message })];
  }

  /** The provisional run was no install: it leaves no trace. */
  private dissolve(run: Run, when: When, why = 'No install: the machine booted from its disk, or only asked for an address'): Transition[] {
    this.own.runs = this.runs.filter((other) => other !== run);
    run.send({ type: 'SUPERSEDED', atMs: when.atMs });
    return [run.transition('dissolved', when, { stage: run.furthestStage, message: why })];
  }

  private dropPrelude(untilMs?: number, fromMs?: number): void {
    this.own.prelude = withoutTimes(this.prelude, untilMs, fromMs);
  }
}
