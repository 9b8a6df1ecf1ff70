// A backend on the terminal: status, name, how far it is, and why or how fast. Pure.
import { nameOf } from '../../state-machines/backend-name.ts';
import { durationText, limitText } from '../../state-machines/duration.ts';
import { expectedEndMs } from '../../state-machines/expected-end.ts';
import { paceOf } from '../../state-machines/pace.ts';
import { reasonWords } from '../../state-machines/reason.ts';
import { segmentsOf, type Segment } from '../../state-machines/segments.ts';
import type { BackendSummary, RunSummary, StageTone } from '../../state-machines/summary.ts';
import { isMuted } from '../../state-machines/urgency.ts';
import { inTrouble, stageGroups, statusGlyphs, type StageGroup } from '../../state-machines/vocabulary.ts';
import type { Answer, Board } from './board.ts';
import { cell, type Line, type Piece } from './line.ts';
import { timeText } from './time-text.ts';

/** By which clock and for which width a page is drawn. */
export interface View {
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
  zone: string;
  columns: number;
}
/** The widths of a page's columns. */
export interface Layout {
  name: number;
  /** 0: all of them follow the same, or there is no room for it. */
  workflow: number;
  /** A character for each stage, or only one for each part of the install. */
  bar: 'stages' | 'parts';
  barWidth: number;
}
export type Known = Pick<Board, 'usual'> & Pick<Answer, 'workflows'>;

const nameWidths = { min: 12, max: 32 };
const stageWidth = 24;
const paceWidth = 22;
/** Narrower terminals have room for the parts of the install only. */
const wideColumns = 120;

/** For the backends that are shown. */
export function layoutOf(backends: readonly BackendSummary[], { workflows }: Known, { columns }: View): Layout {
  const widest = (widthOf: (backend: BackendSummary) => number): number => backends.reduce((max, one) => Math.max(max, widthOf(one)), 0);
  const name = Math.min(
    nameWidths.max,
    Math.max(
      nameWidths.min,
      widest((backend) => nameOf(backend).length),
    ),
  );
  if (columns < wideColumns) return { name, workflow: 0, bar: 'parts', barWidth: stageGroups.length };
  const mixed = new Set(backends.map(({ workflow }) => workflow)).size > 1;
  const barWidth = widest(({ run, workflow }) => (run ? segmentsOf(run, workflows.get(workflow)).length : 0));
  return { name, workflow: mixed ? widest(({ workflow }) => workflow.length) : 0, bar: 'stages', barWidth };
}

/** `◷ late       backend-0-9   ▰▰▰▰▱▱▱▱▱▱▱  no TFTP request for 2 m 10 s after DHCPACK; limit 40 s; last heard 10:29:57` */
export function backendLine(backend: BackendSummary, known: Known, view: View, layout: Layout): Line {
  const { status, run, workflow } = backend;
  const segments = run ? segmentsOf(run, known.workflows.get(workflow)) : [];
  return [
    { text: `${statusGlyphs[status]} ${status.padEnd(10)} `, tone: status },
    { text: `${cell(nameOf(backend), layout.name)}  ` },
    { text: layout.workflow === 0 ? '' : `${cell(workflow, layout.workflow)}  `, tone: 'faint' },
    { text: `${cell(layout.bar === 'stages' ? stagesBar(segments) : partsBar(segments), layout.barWidth)}  `, tone: status },
    ...whatOf(backend, known, view),
  ];
}

/** The line that shows why. */
export function evidenceLine({ run }: BackendSummary): Line | null {
  if (!run?.evidence) return null;
  const { source, line, text } = run.evidence;
  return [{ text: `    ${source}${line === null ? '' : `:${line}`}  ${text}` }];
}

function whatOf(backend: BackendSummary, known: Known, view: View): Piece[] {
  const { status, run } = backend;
  if (!run) return [{ text: 'no install seen', tone: 'faint' }];
  if (inTrouble(status)) return troubleWords(backend, run, known, view);
  const time = (at: string): string => timeText(Date.parse(at), view.nowMs, view.zone);
  const pace = paceOf(run, view.nowMs);
  const stage = run.stage ?? '';
  if (pace.kind === 'took')
    return [{ text: `${cell(stage, stageWidth)} in ${durationText(pace.ms)}, ended ${time(run.endedAt ?? '')}`, tone: 'faint' }];
  const words = status === 'waiting' ? (reasonWords(run, known.workflows.get(backend.workflow), view.nowMs) ?? '') : '';
  const limit = pace.limitMs === null ? '' : ` of ${limitText(pace.limitMs)}`;
  const endMs = expectedEndMs(run, known.usual.get(backend.workflow), view.nowMs);
  return [
    { text: `${cell(stage, stageWidth)} ${cell(`${durationText(pace.ms)}${limit}`, paceWidth)}` },
    { text: endMs === null ? words : `ends ≈ ${timeText(endMs, view.nowMs, view.zone)}` },
  ];
}

function troubleWords(backend: BackendSummary, run: RunSummary, { workflows }: Known, { nowMs, zone }: View): Piece[] {
  const { acknowledged } = run;
  const heard = `; last heard ${timeText(Date.parse(run.lastHeardAt), nowMs, zone)}`;
  const known = isMuted(backend, nowMs) ? `; muted by ${backend.muted?.by}` : acknowledged ? `; seen by ${acknowledged.by}` : '';
  return [{ text: reasonWords(run, workflows.get(backend.workflow), nowMs) ?? '' }, { text: `${known}${heard}`, tone: 'faint' }];
}

const marks: Readonly<Partial<Record<StageTone, string>>> = { done: '▰', failed: statusGlyphs.failed, late: statusGlyphs.late };

function markOf(tone: StageTone): string {
  return marks[tone] ?? '▱';
}

/** A character for each stage. */
function stagesBar(segments: readonly Segment[]): string {
  return segments.map(({ tone }) => markOf(tone)).join('');
}

/** A character for each part of the install: what is wrong in it, else whether it is done. */
function partsBar(segments: readonly Segment[]): string {
  const tones = (group: StageGroup): StageTone[] => segments.filter((segment) => segment.group === group).map(({ tone }) => tone);
  return stageGroups.map((group) => partMark(tones(group))).join('');
}

function partMark(tones: readonly StageTone[]): string {
  if (tones.length === 0) return ' ';
  const wrong = tones.find((tone) => tone === 'failed' || tone === 'late');
  const done = tones.includes('done') && tones.every((tone) => tone === 'done' || tone === 'skipped');
  return markOf(wrong ?? (done ? 'done' : 'pending'));
}
