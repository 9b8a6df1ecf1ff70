// The report as text: problems first, each with the command that fixes it, then servers, logs and inventories. Pure.
import { printable } from '../terminal/line.ts';
import type { Report } from './examine.ts';
import type { Finding } from './contract/finding.ts';

/** Text for states whose JSON values are older. */
const stateWords: Readonly<Record<string, string>> = {
  'can’t be read': 'cannot be read',
  'not there yet, is waited for': 'does not exist yet; read as soon as it does',
  'to be mended': 'see the problems above',
};

export function reportText({ findings, servers, watched, inventory }: Report): string {
  const toFix = findings.filter(({ urgency }) => urgency !== 'hint');
  const title = toFix.length === 0 ? 'no problems' : `${toFix.length} ${toFix.length === 1 ? 'problem' : 'problems'}, most urgent first`;
  const hints = findings.filter(({ urgency }) => urgency === 'hint');
  const lines = [
    title,
    ...toFix.flatMap((finding, i) => linesOf(finding, `${i + 1}.`)),
    ...(hints.length > 0 ? ['notes'] : []),
    ...hints.flatMap((finding) => linesOf(finding, '-')),
    '',
    ...table(
      'boot servers',
      servers.map(({ name, state }) => `${name}, ${state}`),
    ),
    ...table(
      'serve watches',
      watched.map(({ type, place, state }) => `${type} ${place}${state === null ? '' : `: ${stateWords[state] ?? state}`}`),
    ),
    ...table(
      'inventory',
      inventory
        .filter(({ machines }) => machines !== 0)
        .map(
          ({ provider, place, machines }) =>
            `${provider} ${place}: ${machines === null ? 'cannot be read' : `${machines} ${machines === 1 ? 'machine' : 'machines'}`}`,
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
