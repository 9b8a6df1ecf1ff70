// A backend on the terminal: status, name, progress, and the reason or the pace. Pure.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import { durationText, limitText } from '../../state-machines/vocabulary/duration.ts';
import { expectedEndMs } from '../../state-machines/statistics/expected-end.ts';
import { paceOf } from '../../state-machines/view/pace.ts';
import { reasonWords, wordsUnderway } from '../../state-machines/view/reason.ts';
import { partsOf, segmentsOf, type Segment } from '../../state-machines/view/segments.ts';
import type { BackendSummary, RunSummary, StageTone } from '../../state-machines/view/summary.ts';
import { isMuted } from '../../state-machines/view/urgency.ts';
import { isoTime } from '../../state-machines/view/view.ts';
import { inTrouble, isExplained, stageGroups, statusTable } from '../../state-machines/vocabulary.ts';
import type { Answer, Board } from './board.ts';
import { cell, type Line, type Piece } from './line.ts';
import { timeText } from './time-text.ts';

/** The clock and the width for which a page is drawn. */
export interface View {
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
  zone: string;
  columns: number;
}
/** The widths of a page's columns. */
export interface Layout {
  name: number;
  /** Width of the deployer, if there are several, else of the workflow. 0: all backends have the same one, or there is no room. */
  kind: number;
  kindOf: (backend: BackendSummary) => string;
  /** One character per stage, or one per part of the install. */
  bar: 'stages' | 'parts';
  barWidth: number;
}
export type Known = Pick<Board, 'usual'> & Pick<Answer, 'workflows'>;

const nameWidths = { min: 12, max: 32 };
const stageWidth = 24;
const paceWidth = 22;
/** Narrower terminals show one character per part of the install. */
const wideColumns = 120;

/** The layout for the backends shown. */
export function layoutOf(backends: readonly BackendSummary[], { workflows }: Known, { columns }: View): Layout {
  const widest = (widthOf: (backend: BackendSummary) => number): number => backends.reduce((max, one) => Math.max(max, widthOf(one)), 0);
  const name = Math.min(
    nameWidths.max,
    Math.max(
      nameWidths.min,
      widest((backend) => nameOf(backend).length),
    ),
  );
  const deployerOf = ({ workflow }: BackendSummary): string => workflows.get(workflow)?.deployer ?? workflow;
  const kindOf = isMixed(backends, deployerOf) ? deployerOf : ({ workflow }: BackendSummary): string => workflow;
  const kind = isMixed(backends, kindOf) ? widest((backend) => kindOf(backend).length) : 0;
  const segments = ({ run, workflow }: BackendSummary): Segment[] => (run ? segmentsOf(run, workflows.get(workflow)) : []);
  if (columns < wideColumns)
    return { name, kind: 0, kindOf, bar: 'parts', barWidth: widest((backend) => partsBar(segments(backend)).length) };
  return {
    name,
    kind,
    kindOf,
    bar: 'stages',
    barWidth: widest((backend) => segments(backend).length),
  };
}

function isMixed(backends: readonly BackendSummary[], of: (backend: BackendSummary) => string): boolean {
  return new Set(backends.map(of)).size > 1;
}

/** `◷ late       backend-0-9   ▰▰▰▰▱▱▱▱▱▱▱  no TFTP request for 2 m 10 s after DHCPACK; limit 40 s; last heard 10:29:57` */
export function backendLine(backend: BackendSummary, known: Known, view: View, layout: Layout): Line {
  const { status, run, workflow } = backend;
  const { glyph, tone } = statusTable[status];
  const segments = run ? segmentsOf(run, known.workflows.get(workflow)) : [];
  return [
    { text: `${glyph} ${status.padEnd(10)} `, tone },
    { text: `${cell(nameOf(backend), layout.name)}  ` },
    { text: layout.kind === 0 ? '' : `${cell(layout.kindOf(backend), layout.kind)}  `, tone: 'faint' },
    { text: `${cell(layout.bar === 'stages' ? stagesBar(segments) : partsBar(segments), layout.barWidth)}  `, tone },
    ...whatOf(backend, known, view),
  ];
}

/** The log line that shows the reason. */
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
  const words = isExplained(status) ? reasonWords(run, known.workflows.get(backend.workflow), view.nowMs) : wordsUnderway(run);
  const stage = run.stage ?? '';
  if (pace.kind === 'took')
    return [
      { text: `${cell(stage, stageWidth)} in ${durationText(pace.ms)}, ended ${time(run.endedAt ?? '')}`, tone: 'faint' },
      { text: words === null ? '' : `; ${words}` },
    ];
  const limit = pace.limitMs === null ? '' : ` of ${limitText(pace.limitMs)}`;
  const endMs = expectedEndMs(run, known.usual.get(backend.workflow), view.nowMs);
  return [
    { text: `${cell(stage, stageWidth)} ${cell(`${durationText(pace.ms)}${limit}`, paceWidth)}` },
    { text: [endMs === null ? null : `ends ≈ ${time(isoTime(endMs))}`, words].filter((part) => part !== null).join('; ') },
  ];
}

function troubleWords(backend: BackendSummary, run: RunSummary, { workflows }: Known, { nowMs, zone }: View): Piece[] {
  const { acknowledged } = run;
  const heard = `; last heard ${timeText(Date.parse(run.lastHeardAt), nowMs, zone)}`;
  const known = isMuted(backend, nowMs) ? `; muted by ${backend.muted?.by}` : acknowledged ? `; seen by ${acknowledged.by}` : '';
  return [{ text: reasonWords(run, workflows.get(backend.workflow), nowMs) ?? '' }, { text: `${known}${heard}`, tone: 'faint' }];
}

const marks: Readonly<Partial<Record<StageTone, string>>> = { done: '▰', failed: statusTable.failed.glyph, late: statusTable.late.glyph };

function markOf(tone: StageTone): string {
  return marks[tone] ?? '▱';
}

/** One character per stage. */
function stagesBar(segments: readonly Segment[]): string {
  return segments.map(({ tone }) => markOf(tone)).join('');
}

/** One character per macro step or part of the install: its problem, else whether it is done. */
function partsBar(segments: readonly Segment[]): string {
  const marksOf = new Map(partsOf(segments).map(({ name, segments: own }) => [name, partMark(own.map(({ tone }) => tone))]));
  const hasSteps = segments.some(({ step }) => step !== null);
  const names: readonly string[] = hasSteps ? [...marksOf.keys()] : stageGroups;
  return names.map((name) => marksOf.get(name) ?? ' ').join('');
}

function partMark(tones: readonly StageTone[]): string {
  const wrong = tones.find((tone) => tone === 'failed' || tone === 'late');
  const done = tones.includes('done') && tones.every((tone) => tone === 'done' || tone === 'skipped');
  return markOf(wrong ?? (done ? 'done' : 'pending'));
}
