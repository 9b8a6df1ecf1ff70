// What a command shows in a terminal, drawn by xterm.js in a browser's page: for pictures of it.
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launcher, startProcess } from './program.ts';

const module = (path: string): string => fileURLToPath(import.meta.resolve(path));

/** Starts `checklist` with these arguments in a terminal of its own and draws into `page` what it shows as soon as that fits `wait`. */
export async function drawTerminal(
  page: Page,
  args: readonly string[],
  { columns, rows, wait }: { columns: number; rows: number; wait: RegExp },
): Promise<void> {
  const command = `stty cols ${columns} rows ${rows}; exec "${process.execPath}" "${launcher}" ${args.map((arg) => `'${arg}'`).join(' ')}`;
  // script(1) of util-linux gives the command a terminal; what it shows comes out unchanged.
  const program = startProcess('script', ['-qfec', command, '/dev/null'], { env: { TERM: 'xterm-256color' } });
  await program.printed(wait);
  const shown = program.output();
  program.child.kill('SIGTERM');
  await program.ended;
  await page.setContent(
    '<body style="margin:0;background:#101318"><div id="terminal" style="padding:12px;display:inline-block"></div></body>',
  );
  await page.addStyleTag({ path: module('@xterm/xterm/css/xterm.css') });
  await page.addScriptTag({ path: module('@xterm/xterm') });
  await page.evaluate(draw, { shown, columns, rows });
}

interface TerminalOptions {
  cols: number;
  rows: number;
  fontFamily: string;
  fontSize: number;
  theme: { background: string };
}
interface Xterm {
  Terminal: new (options: TerminalOptions) => { open: (element: unknown) => void; write: (text: string, done: () => void) => void };
}

/** In the page. */
function draw({ shown, columns, rows }: { shown: string; columns: number; rows: number }): Promise<void> {
  const { Terminal, document } = globalThis as unknown as Xterm & { document: { querySelector: (selector: string) => unknown } };
  const options = { fontFamily: 'DejaVu Sans Mono, monospace', fontSize: 13, theme: { background: '#101318' } };
  const terminal = new Terminal({ ...options, cols: columns, rows });
  terminal.open(document.querySelector('#terminal'));
  return new Promise((resolve) => terminal.write(shown, () => setTimeout(resolve, 200)));
}
