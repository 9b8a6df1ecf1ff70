// `checklist status`: a line for each backend, most urgent first.
import { runStatuses, statusGlyphs } from '../../state-machines/vocabulary.ts';
import type { BackendView } from '../../state-machines/view.ts';
import { fetchJson } from './service-client.ts';

export async function status(nodeset: string | undefined, options: { url: string; json?: boolean }): Promise<void> {
  const query = nodeset === undefined ? '' : `?nodes=${encodeURIComponent(nodeset)}`;
  const { backends } = await fetchJson<{ backends: BackendView[] }>(options.url, `/api/v1/backends${query}`);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ backends }, null, 1)}\n`);
    return;
  }
  const order: readonly string[] = runStatuses;
  const rank = (backend: BackendView): number => (order.includes(backend.status) ? order.indexOf(backend.status) : order.length);
  const sorted = backends.toSorted((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }));
  for (const backend of sorted) {
    const run = backend.runs.at(-1);
    const since = run?.stageAt ? ` since ${run.stageAt.slice(0, 19).replace('T', ' ')} UTC` : '';
    const why = run?.message ? `  ${run.message}` : '';
    process.stdout.write(
      `${statusGlyphs[backend.status]} ${backend.status.padEnd(10)} ${nameOf(backend).padEnd(18)} ${backend.stage ?? '-'}${since}${why}\n`,
    );
  }
  if (sorted.length === 0) process.stdout.write('no backends yet\n');
}

function nameOf({ host, ip, id }: BackendView): string {
  return host ?? ip ?? id;
}
