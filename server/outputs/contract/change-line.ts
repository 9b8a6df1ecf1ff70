// A change as one line of text, in the format of the original's checklist.log or for a terminal. Pure.
import { deedWords, eventWords } from '../../../state-machines/view/event-words.ts';
import { statusTable, type StatusTone, type Transition } from '../../../state-machines/vocabulary.ts';
import type { Run } from '../../../state-machines/run/run.ts';
import type { Backend } from '../../core/registry.ts';

/** `IP = 10.1.1.101, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = True` */
export function checklistLine(
  backend: Pick<Backend, 'id' | 'ip'>,
  state: Pick<Transition, 'stage' | 'success' | 'message' | 'observedAtMs'>,
): string {
  const message = state.message === null ? '' : `, Message = ${oneLine(state.message)}`;
  return `IP = ${backend.ip ?? backend.id}, ${utc(state.observedAtMs)} State = State.${state.stage}, Success = ${state.success ? 'True' : 'False'}${message}`;
}

/** The line of a run that a user has closed: `…, Message = closed as abandoned by anna: new disks`. */
export function closedLine(backend: Pick<Backend, 'id' | 'ip'>, transition: Transition): string {
  const { message } = transition;
  return checklistLine(backend, { ...transition, message: `${deedWords(transition)}${message === null ? '' : `: ${message}`}` });
}

/** The original's block: all stages of a run, in the order of the workflow. */
export function checklistBlock(backend: Pick<Backend, 'id' | 'ip'>, run: Run, closed?: Transition): string {
  const lines = run.workflow.stages.flatMap(({ name }) => {
    const record = run.snapshot.context.records[name];
    const state = record && { stage: name, success: record.status === 'done', message: record.message, observedAtMs: record.atMs };
    return state ? [checklistLine(backend, state)] : [];
  });
  if (closed) lines.push(closedLine(backend, closed));
  return [`#### Installation Status Messages for ${backend.ip ?? backend.id} ####`, ...lines, '#'.repeat(45)].join('\n');
}

const colours: Readonly<Record<StatusTone, number>> = {
  failed: 31,
  stalled: 35,
  late: 33,
  waiting: 36,
  installing: 34,
  installed: 32,
  abandoned: 90,
  idle: 90,
};

/** `01:05:17 ▶ backend-0-0  DHCPDISCOVER`, followed by the reason of a problem. */
export function consoleLine(backend: Pick<Backend, 'id' | 'host' | 'ip'>, transition: Transition, { colour }: { colour: boolean }): string {
  const { status, kind, success, message } = transition;
  const why = message === null ? '' : `  ${oneLine(message)}`;
  const text = `${statusTable[status].glyph} ${(backend.host ?? backend.ip ?? backend.id).padEnd(16)} ${oneLine(eventWords(transition))}${success && kind === 'reached' ? '' : why}`;
  const time = utc(transition.observedAtMs).slice(11);
  return colour ? `\u001B[2m${time}\u001B[0m \u001B[${colours[statusTable[status].tone]}m${text}\u001B[0m` : `${time} ${text}`;
}

/** `2026-11-21 01:05:17`, in UTC. */
function utc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** Messages are untrusted: they must not be able to forge a line or to control a terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
