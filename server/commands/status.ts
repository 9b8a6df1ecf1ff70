// `checklist status`: shows the state of each backend, those that need attention first; once, or updated on a full screen or line by line.
import type { BackendView } from '../../state-machines/view/view.ts';
import { changeLines } from '../terminal/change-lines.ts';
import { writeLine, type Line } from '../terminal/line.ts';
import { Screen } from '../terminal/screen.ts';
import { statusPage } from '../terminal/status-page.ts';
import { ServiceBoard } from './client/service-board.ts';
import { fetchJson } from './client/service-client.ts';
import { untilQuit } from '../terminal/until-quit.ts';

export interface StatusOptions {
  url: string;
  json?: boolean;
  watch?: boolean;
}

const out = process.stdout;
/** Whether stdout is a terminal that supports a full screen. */
const isScreen = out.isTTY && process.env['TERM'] !== 'dumb';
const colours = isScreen && !process.env['NO_COLOR'];
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function status(nodeset: string | undefined, { url, json, watch }: StatusOptions): Promise<void> {
  if (json) return printJson(url, nodeset);
  const service = new ServiceBoard(url, nodeset, Date.now);
  if (watch && isScreen) return watchOnScreen(service);
  await service.ask();
  print(statusPage(service.board, { nowMs: Date.now(), zone, columns: out.columns ?? Infinity, rows: Infinity }));
  if (watch) await watchAsLines(service);
}

async function printJson(url: string, nodeset: string | undefined): Promise<void> {
  const query = nodeset === undefined ? '' : `?nodes=${encodeURIComponent(nodeset)}`;
  const { backends } = await fetchJson<{ backends: BackendView[] }>(url, `/api/v1/backends${query}`);
  out.write(`${JSON.stringify({ backends }, null, 1)}\n`);
}

function print(lines: readonly Line[]): void {
  const columns = out.columns ?? Infinity;
  out.write(lines.map((line) => `${writeLine(line, { columns, colours })}\n`).join(''));
}

async function watchAsLines(service: ServiceBoard): Promise<void> {
  let before = service.board;
  await untilQuit((signal) =>
    service.follow(signal, () => {
      print(changeLines(before, service.board, { nowMs: Date.now(), zone }));
      before = service.board;
    }),
  );
}

async function watchOnScreen(service: ServiceBoard): Promise<void> {
  const screen = new Screen(out);
  const draw = (): void => {
    const { columns, rows } = screen.size;
    const lines = statusPage(service.board, { nowMs: Date.now(), zone, columns, rows });
    screen.draw(lines.map((line) => writeLine(line, { columns, colours })));
  };
  // Ages continue to count while the service does not respond.
  let timer: NodeJS.Timeout | undefined;
  try {
    await untilQuit(async (signal) => {
      screen.open();
      out.on('resize', draw);
      timer = setInterval(draw, 1_000);
      draw();
      await service.follow(signal, draw);
    });
  } finally {
    clearInterval(timer);
    out.off('resize', draw);
    screen.close();
  }
}
