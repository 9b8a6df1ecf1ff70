// The report as a person reads it: what to mend first, each with its command, then what there is. Pure.
import { printable } from '../terminal/line.ts';
import type { Report } from './examine.ts';
import type { Finding } from './contract/finding.ts';

export function reportText({ findings, servers, watched, inventory }: Report): string {
  const toMend = findings.filter(({ urgency }) => urgency !== 'hint');
  const title =
    toMend.length === 0 ? 'all is well' : `${toMend.length} ${toMend.length === 1 ? 'thing' : 'things'} to mend, most urgent first`;
  const hints = findings.filter(({ urgency }) => urgency === 'hint');
  const lines = [
    title,
    ...toMend.flatMap((finding, i) => linesOf(finding, `${i + 1}.`)),
    ...(hints.length > 0 ? ['good to know'] : []),
    ...hints.flatMap((finding) => linesOf(finding, '-')),
    '',
    ...table(
      'boot servers',
      servers.map(({ name, state }) => `${name}, ${state}`),
    ),
    ...table(
      'serve watches',
      watched.map(({ type, place, state }) => `${type} ${place}${state === null ? '' : `: ${state}`}`),
    ),
    ...table(
      'inventory',
      inventory
        .filter(({ machines }) => machines !== 0)
        .map(
          ({ provider, place, machines }) =>
            `${provider} ${place}: ${machines === null ? 'can’t be read' : `${machines} ${machines === 1 ? 'machine' : 'machines'}`}`,
        ),
    ),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function linesOf({ what, mend }: Finding, mark: string): string[] {
  return [`${mark.padStart(4)} ${what}`, ...(mend === undefined ? [] : [`       ${mend}`])];
}

function table(title: string, rows: readonly string[]): string[] {
  return (rows.length > 0 ? rows : ['none']).map((row, i) => `${(i === 0 ? title : '').padEnd(15)}${row}`);
}
