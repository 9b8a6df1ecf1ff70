// The figures of the benches on docs/speed.md: one part per bench, between two marks. The part of a bench that was not run stays as it is.
import { marksOf, withMarkedPart } from '../docs/marked-part.ts';
import type { Figure, JudgedGoal } from './rounds.ts';

/** The JSON that a bench writes. */
export interface Kept {
  date: string;
  machine: { cpu: string; cpus: number; node: string };
  rounds: number;
  tables: { title: string; unit: string; figures: Figure[] | Record<string, number> }[];
  goals: JudgedGoal[];
}

/** Replaces the parts of the benches that were run; parts of new benches are appended to the page. */
export function withFigures(page: string, kept: ReadonlyMap<string, Kept>): string {
  return [...kept].reduce((text, [name, figures]) => withPart(text, name, partOf(name, figures)), page);
}

function withPart(page: string, name: string, part: string): string {
  const { begin, end } = marksOf('bench', name);
  return withMarkedPart(page, { begin, end }, part) ?? `${page.trimEnd()}\n\n${begin}\n\n${part}\n\n${end}\n`;
}

function partOf(name: string, { date, machine, rounds, tables, goals }: Kept): string {
  const { cpu, cpus, node } = machine;
  const head = `\`npm run bench:${name}\`, ${date.slice(0, 10)}: ${cpus} cores of ${cpu.trim()}, Node ${node}, ${rounds} rounds.`;
  return [head, ...tables.map(tableOf), ...(goals.length > 0 ? [goalsTable(goals)] : [])].join('\n\n');
}

function tableOf({ title, unit, figures }: Kept['tables'][number]): string {
  if (!Array.isArray(figures))
    return markdown(
      title,
      ['', unit],
      Object.entries(figures).map(([name, figure]) => [name, figure.toLocaleString('en')]),
    );
  const rows = figures.map(({ name, medianSeconds, perSecond, ratio }) => {
    return [name, medianSeconds.toFixed(3), perSecond.toLocaleString('en'), ratio.toFixed(3)];
  });
  return markdown(title, ['', 'seconds', `${unit}/s`, 'relative to the first'], rows);
}

function goalsTable(goals: Kept['goals']): string {
  const rows = goals.map(({ what, value, unit, goal, better, floor, reached }) => {
    const bound = (n: number): string => `${better === 'more' ? '≥' : '≤'} ${n.toLocaleString('en')}`;
    const measured = `${Number(value.toPrecision(3)).toLocaleString('en')} ${unit}`;
    return [
      what,
      measured,
      goal === undefined ? '' : bound(goal),
      reached === undefined ? '' : reached ? 'yes' : '**no**',
      floor === undefined ? '' : bound(floor),
    ];
  });
  return markdown('Goals', ['', 'measured', 'goal', 'reached', 'floor of `--check`'], rows);
}

function markdown(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [`**${title}**`, '', rowOf(head), rowOf(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(rowOf)].join('\n');
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
