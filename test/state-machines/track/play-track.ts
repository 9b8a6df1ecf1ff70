// Rows of the track's tables: what happens to a backend, and what its runs must be afterwards, both as `STAGE SECOND` after a common zero.
import type { Run } from '../../../state-machines/run/run.ts';
import { Track } from '../../../state-machines/track/track.ts';
import type { Transition } from '../../../state-machines/vocabulary.ts';
import type { Stage, Workflow } from '../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';

export const zeroMs = Date.UTC(2026, 10, 21, 1, 5, 0);

export function workflowCalled(name: string): Workflow {
  const workflow = builtInWorkflows.get(name);
  if (!workflow) throw new Error(`no workflow is called ${name}`);
  return workflow;
}

export function stageCalled(workflow: Workflow, name: string): Stage {
  const stage = workflow.stages[workflow.index.get(name) ?? -1];
  if (!stage) throw new Error(`${workflow.name} has no stage ${name}`);
  return stage;
}

/** One step of a row: `STAGE 7`, `STAGE! 7` for an error, `STAGE!! 7` for one in other words, `(install)! 7` for the whole, `(boot-loader) 7`, `(rescue) 7`, `(time) 7`, `"words" 7`. */
function play(track: Track, workflow: Workflow, step: string): Transition[] {
  const [, name = '', error = '', second = ''] = /^(.+?)(!*) (-?[\d.]+)$/.exec(step) ?? [];
  const atMs = zeroMs + Number(second) * 1000;
  const when = { atMs, receivedAtMs: atMs, evidence: null };
  // As the dispatcher does it: a limit is looked at only once time has passed it.
  const passed = track.dueMs !== null && track.dueMs < atMs ? track.passTime(atMs) : [];
  if (name === '(time)') return passed;
  if (name === '(boot-loader)') track.observeBootLoader();
  if (name === '(rescue)') return [...passed, ...track.observeOtherSystem('its rescue system', when)];
  if (name.startsWith('"')) return [...passed, ...track.observeText(name.slice(1, -1), when)];
  if (name === '(boot-loader)') return passed;
  const whole = name === '(install)';
  const stage = whole ? workflow.stages.find(({ role }) => role === 'handover') : stageCalled(workflow, name);
  if (!stage) throw new Error(`${workflow.name} has no handover`);
  const message = error ? `${name} went wrong${error.slice(1)}` : null;
  return [...passed, ...track.observe({ stage, whole, workflow, error: error !== '', message, ...when })];
}

export interface PlayOptions {
  workflow?: string | undefined;
  declared?: boolean | undefined;
}

/** Plays the steps; `last`: what the last one made of the runs. */
export function playTrack(steps: string, { workflow = 'stacki-sles-12', declared = true }: PlayOptions = {}) {
  const track = new Track('backend-0-0', declared);
  let last: Transition[] = [];
  const all: Transition[] = [];
  for (const step of steps.split(', ')) {
    last = play(track, workflowCalled(workflow), step);
    all.push(...last);
  }
  return { track, all, runs: track.runs.map(runText), last: last.map(transitionText) };
}

/** More steps of a backend that something was done to; what they make of its runs. */
export function playOn(track: Track, steps: string, workflow = 'stacki-sles-12'): Transition[] {
  return steps.split(', ').flatMap((step) => play(track, workflowCalled(workflow), step));
}

/** `installed: DHCPDISCOVER 0, TFTP_RRQ late 40`, in the workflow's order. */
function runText(run: Run): string {
  const { context } = run.snapshot;
  const stages = run.workflow.stages.flatMap(({ name }) => {
    const record = context.records[name];
    const mark = record?.status === 'failed' ? '!' : record?.status === 'late' ? ' late' : '';
    return record ? [`${name}${mark} ${secondOf(record.atMs)}`] : [];
  });
  const ended = context.endedAtMs === null ? '' : `, over ${secondOf(context.endedAtMs)}`;
  return `${run.status} from ${secondOf(run.startedAtMs)}${ended}: ${stages.join(', ')}`;
}

function transitionText({ kind, stage, status }: Transition): string {
  return `${kind} ${stage}, ${status}`;
}

function secondOf(ms: number): number {
  return (ms - zeroMs) / 1000;
}

/** The exchange that begins at `second`, as iPXE does it. */
export const dhcp = (second: number) =>
  `DHCPDISCOVER ${second}, DHCPOFFER ${second}, DHCPDISCOVER ${second + 1}, DHCPOFFER ${second + 1}, DHCPREQUEST ${second + 3}, DHCPACK ${second + 3}`;
/** The same as it stands in a run. */
export const dhcpSeen = (second: number) => `DHCPDISCOVER ${second}, DHCPOFFER ${second}, DHCPREQUEST ${second + 3}, DHCPACK ${second + 3}`;
/** The boot of an installer whose DHCP begins at `second`, up to its ramdisk 20 seconds later. */
export const boot = (second: number) => `${dhcp(second)}, (boot-loader) ${second + 16}, ${files(second + 16)}`;
export const bootSeen = (second: number) => `${dhcpSeen(second)}, ${files(second + 16)}`;
/** Boot configuration, kernel and ramdisk. */
export const files = (second: number) => `TFTP_RRQ ${second}, VMLinuz_RRQ_Install ${second}, Initrd_RRQ ${second + 4}`;
/** The quick requests of a SLES installer. */
export const images = (second: number) =>
  ['Config_Sent', 'Common_Sent', 'Root_Sent', 'Cracklib_Dict_Sent', 'Bind_Sent', 'SLES_Img_Sent']
    .map((name) => `${name} ${second}`)
    .join(', ');
