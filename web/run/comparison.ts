// Compares runs: how long each stage took in each run, and where a run lost time. Pure.
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';
import { stepsOf, type Step } from './steps.ts';

export const comparedMost = 4;

export interface ComparedCell {
  /** absent: the run's workflow does not have the stage. */
  status: StageView['status'] | 'absent';
  tookMs: number | null;
  /** Compared with the first run; null for that one, and if one of the two is unknown. */
  differenceMs: number | null;
  /** One of the stages at which this run lost most time. */
  slower: boolean;
}

export interface ComparedStage {
  name: string;
  group: StageGroup;
  /** One for each run. */
  cells: ComparedCell[];
}

export interface Comparison {
  /** Oldest first: the others are compared with it. */
  runs: readonly RunView[];
  /** The stages that at least one of the runs reached. */
  stages: ComparedStage[];
  /** From start to end; null for a run that has not ended. */
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

/** The stages of the newest run's workflow in its order, then those that only other runs have. */
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
/** Timestamps have whole seconds: a difference of one means nothing. */
const markedFromMs = 2_000;

function markSlowest(stages: readonly ComparedStage[], column: number): void {
  const lost = stages.flatMap(({ cells }) => cells[column] ?? []).filter(({ differenceMs }) => (differenceMs ?? 0) >= markedFromMs);
  const most = lost.toSorted((a, b) => (b.differenceMs ?? 0) - (a.differenceMs ?? 0)).slice(0, markedMost);
  for (const cell of most) cell.slower = true;
}

function totalMs({ startedAt, endedAt }: RunView): number | null {
  return endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);
}

/** Where the run of a column lost most time, worst first. */
export function slowestOf({ stages }: Comparison, column: number): { name: string; differenceMs: number }[] {
  return stages
    .flatMap(({ name, cells }) => {
      const cell = cells[column];
      return cell?.slower && cell.differenceMs !== null ? [{ name, differenceMs: cell.differenceMs }] : [];
    })
    .toSorted((a, b) => b.differenceMs - a.differenceMs);
}
