// Runs side by side: how long each stage took in each of them, and where one lost its time. Pure.
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';
import { stepsOf, type Step } from './steps.ts';

export const comparedMost = 4;

export interface ComparedCell {
  /** absent: the run's workflow did not have the stage. */
  status: StageView['status'] | 'absent';
  tookMs: number | null;
  /** Against the first run; null for that one, and where one of the two is not known. */
  differenceMs: number | null;
  /** One of the stages at which this run lost most. */
  slower: boolean;
}

export interface ComparedStage {
  name: string;
  group: StageGroup;
  /** One for each run. */
  cells: ComparedCell[];
}

export interface Comparison {
  /** The oldest first: the others are measured against it. */
  runs: readonly RunView[];
  /** Those that came in one of the runs at least. */
  stages: ComparedStage[];
  /** From start to end; null where a run is not over. */
  totalsMs: (number | null)[];
}

type Column = ReadonlyMap<string, Step>;

export function compareRuns(chosen: readonly RunView[]): Comparison {
  const runs = chosen.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  const columns = runs.map((run): Column => new Map(stepsOf(run).map((step) => [step.stage.name, step])));
  const stages = stagesOf(runs).flatMap(({ name, group }) => {
    const came = columns.some((column) => (column.get(name)?.stage.at ?? null) !== null);
    return came ? [{ name, group, cells: cellsOf(name, columns) }] : [];
  });
  runs.forEach((_, column) => markSlowest(stages, column));
  return { runs, stages, totalsMs: runs.map(totalMs) };
}

/** Those of the newest run's workflow in its order, then what only others had. */
function stagesOf(runs: readonly RunView[]): StageView[] {
  const byName = new Map<string, StageView>();
  for (const stage of runs.toReversed().flatMap(({ stages }) => stages)) if (!byName.has(stage.name)) byName.set(stage.name, stage);
  return [...byName.values()];
}

function cellsOf(name: string, columns: readonly Column[]): ComparedCell[] {
  const baseMs = columns[0]?.get(name)?.tookMs ?? null;
  return columns.map((column, i) => {
    const step = column.get(name);
    const tookMs = step?.tone === 'late' ? null : (step?.tookMs ?? null);
    const differenceMs = i === 0 || baseMs === null || tookMs === null ? null : tookMs - baseMs;
    return { status: step?.stage.status ?? 'absent', tookMs, differenceMs, slower: false };
  });
}

const markedMost = 3;
/** Stamps have whole seconds: one more says nothing. */
const markedFromMs = 2_000;

function markSlowest(stages: readonly ComparedStage[], column: number): void {
  const lost = stages.flatMap(({ cells }) => cells[column] ?? []).filter(({ differenceMs }) => (differenceMs ?? 0) >= markedFromMs);
  const most = lost.toSorted((a, b) => (b.differenceMs ?? 0) - (a.differenceMs ?? 0)).slice(0, markedMost);
  for (const cell of most) cell.slower = true;
}

function totalMs({ startedAt, endedAt }: RunView): number | null {
  return endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
}

/** Where the run of a column lost most, the worst first. */
export function slowestOf({ stages }: Comparison, column: number): { name: string; differenceMs: number }[] {
  return stages
    .flatMap(({ name, cells }) => {
      const cell = cells[column];
      return cell?.slower && cell.differenceMs !== null ? [{ name, differenceMs: cell.differenceMs }] : [];
    })
    .toSorted((a, b) => b.differenceMs - a.differenceMs);
}
