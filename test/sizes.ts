// The longest files and functions, largest first: a list to read, not a limit that fails. Blank lines and comments do not count.
import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { repository } from './program.ts';

/** What oxlint reports: "File has too many lines (198)." and "The function `open` has too many lines (70). Maximum allowed is 25." */
const report = z.object({
  diagnostics: z.array(
    z.object({ message: z.string(), filename: z.string(), labels: z.array(z.object({ span: z.object({ line: z.number() }) })) }),
  ),
});
const rooms = ['server', 'state-machines', 'web'];

const { stdout } = spawnSync('oxlint', ['--config', 'test/sizes.json', '--format', 'json', ...rooms], {
  cwd: repository,
  encoding: 'utf8',
});
const found = report.parse(JSON.parse(stdout)).diagnostics.map(({ message, filename, labels }) => {
  const [, what = '', lines = ''] = /^(.*) has too many lines \((\d+)\)/.exec(message) ?? [];
  const isFile = what === 'File';
  return { isFile, lines: Number(lines), text: isFile ? filename : `${filename}:${labels[0]?.span.line}  ${what.replace(/^The /, '')}` };
});

function print(title: string, isFile: boolean): void {
  const ranked = found.filter((one) => one.isFile === isFile).toSorted((a, b) => b.lines - a.lines);
  const rows = ranked.map(({ lines, text }) => `${String(lines).padStart(5)}  ${text}\n`);
  process.stdout.write(`${title}: ${ranked.length}\n${rows.join('')}`);
}

print('files of more than 150 lines', true);
print('functions of more than 25 lines', false);
