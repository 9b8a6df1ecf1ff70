// What the benches share: rows run in turns, several rounds, since a machine is not as fast at noon as at night; medians, and the ratio to the
// first row. Figures in seconds are this machine's; the ratios are what can be compared. --json FILE keeps both, --rounds N asks for more,
// --check fails where a ratio is below its floor.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

export interface Row {
  name: string;
  run: () => Promise<void> | void;
  /** How much it does, of the table's unit; that of the table when left out. */
  count?: number;
}

export interface Table {
  title: string;
  unit: string;
  count: number;
  rows: readonly Row[];
}

/** What a bench is held against. */
export interface Goal {
  what: string;
  value: number;
  unit: string;
  /** Left out: only the floor counts. */
  goal?: number;
  /** Which way is better. */
  better: 'more' | 'less';
  /** Where `--check` fails: for ratios only, as another machine has other seconds, and far enough from the goal not to fail by chance. */
  floor?: number | undefined;
}

/** `reached` is missing where there is no goal. */
export type JudgedGoal = Goal & { reached?: boolean | undefined };

export interface Figure {
  name: string;
  medianSeconds: number;
  perSecond: number;
  /** Of its speed to that of the first row. */
  ratio: number;
}

const { values } = parseArgs({
  options: { json: { type: 'string' }, rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
  strict: false,
});
export const rounds = Number(values['rounds']);
const kept: { title: string; unit: string; figures: Figure[] | Record<string, number> }[] = [];
const judged: JudgedGoal[] = [];

/** Prints the table; its figures go into the JSON as well. */
export async function compare({ title, unit, count, rows }: Table): Promise<Figure[]> {
  const taken = rows.map((): number[] => []);
  for (let round = 0; round < rounds; round++) for (const [i, { run }] of rows.entries()) taken[i]?.push(await secondsOf(run));
  const medians = taken.map(median);
  const speeds = rows.map((row, i) => (row.count ?? count) / (medians[i] ?? NaN));
  const figures = rows.map(({ name }, i) => {
    const perSecond = speeds[i] ?? NaN;
    return { name, medianSeconds: medians[i] ?? NaN, perSecond: Math.round(perSecond), ratio: perSecond / (speeds[0] ?? NaN) };
  });
  say(`\n${title}; medians of ${rounds} rounds`);
  for (const { name, medianSeconds, perSecond, ratio } of figures)
    say(
      `  ${name.padEnd(42)}${medianSeconds.toFixed(3).padStart(8)} s ${perSecond.toLocaleString('en').padStart(12)} ${unit}/s ${ratio.toFixed(3).padStart(8)} x`,
    );
  kept.push({ title, unit, figures });
  return figures;
}

/** Figures that no rounds are needed for. */
export function note(title: string, unit: string, figures: Record<string, number>): void {
  say(`\n${title}`);
  for (const [name, figure] of Object.entries(figures)) say(`  ${name.padEnd(42)}${figure.toLocaleString('en').padStart(12)} ${unit}`);
  kept.push({ title, unit, figures });
}

/** How many times the speed of the row `to` that of the row `of` is. */
export function ratioOf(figures: readonly Figure[], of: string, to: string): number {
  const speedOf = (row: string): number => figures.find(({ name }) => name === row)?.perSecond ?? NaN;
  return speedOf(of) / speedOf(to);
}

/**
 * Prints whether a goal is reached, or what is only held against a floor; below that, `--check` fails. Where what it is held against was left out, there is
 * no value.
 */
export function judge(goal: Goal): void {
  if (Number.isNaN(goal.value)) return;
  const isAtLeast = (bound: number): boolean => (goal.better === 'more' ? goal.value >= bound : goal.value <= bound);
  const boundOf = (bound: number): string => `${goal.better === 'more' ? '≥' : '≤'} ${bound.toLocaleString('en')} ${goal.unit}`;
  const reached = goal.goal === undefined ? undefined : isAtLeast(goal.goal);
  judged.push({ ...goal, reached });
  const measured = `${goal.what}: ${threeDigits(goal.value).toLocaleString('en')} ${goal.unit}`;
  if (goal.goal === undefined) say(`          ${measured}`);
  else say(`  ${reached ? 'reached' : 'MISSED '} ${measured}; goal ${boundOf(goal.goal)}`);
  if (!values['check'] || goal.floor === undefined || isAtLeast(goal.floor)) return;
  say(`  TOO SLOW: the floor is ${boundOf(goal.floor)}`);
  process.exitCode = 1;
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** Writes what was printed as JSON, when that was asked for. */
export function keepFigures(): void {
  const { json } = values;
  if (typeof json !== 'string') return;
  const machine = { cpu: cpus()[0]?.model ?? '', cpus: cpus().length, node: process.version };
  writeFileSync(json, `${JSON.stringify({ date: new Date().toISOString(), machine, rounds, tables: kept, goals: judged }, null, 1)}\n`);
}

async function secondsOf(run: Row['run']): Promise<number> {
  const startMs = performance.now();
  await run();
  return (performance.now() - startMs) / 1000;
}

/** `part` of them are not greater: 0.99 for p99. */
export function percentile(taken: readonly number[], part: number): number {
  return taken.toSorted((a, b) => a - b)[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? NaN;
}

export function median(taken: readonly number[]): number {
  return percentile(taken, 0.5);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
