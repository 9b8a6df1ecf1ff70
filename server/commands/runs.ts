// `checklist runs`: lists install attempts, one line each.
import type { BackendView, RunView } from '../../state-machines/view/view.ts';
import { statusTable } from '../../state-machines/vocabulary.ts';
import { fetchJson } from './client/service-client.ts';

export interface RunsOptions {
  url: string;
  json?: boolean;
}
export type NamedRun = RunView & { host: string };

export async function runs(nodeset: string | undefined, { url, json }: RunsOptions): Promise<void> {
  const all = (await fetchRuns(url, nodeset)).toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  if (json) process.stdout.write(`${JSON.stringify({ runs: all }, null, 1)}\n`);
  else for (const run of all) process.stdout.write(`${lineOf(run)}\n`);
  if (!json && all.length === 0) process.stdout.write('no runs yet\n');
}

/** Every run of every backend. */
export async function fetchRuns(url: string, nodeset: string | undefined): Promise<NamedRun[]> {
  const query = nodeset === undefined ? '' : `?nodes=${encodeURIComponent(nodeset)}`;
  const { backends } = await fetchJson<{ backends: BackendView[] }>(url, `/api/v1/backends${query}`);
  const all: NamedRun[] = [];
  for (const { id, host, ip } of backends) {
    const answer = await fetchJson<{ runs: RunView[] }>(url, `/api/v1/backends/${encodeURIComponent(id)}/runs`);
    all.push(...answer.runs.map((run) => ({ ...run, host: host ?? ip ?? id })));
  }
  return all;
}

function lineOf({ startedAt, endedAt, status, host, stage, message }: NamedRun): string {
  const took = endedAt === null ? 'running' : `${Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000)} s`;
  const why = message === null ? '' : `  ${message}`;
  return `${startedAt.slice(0, 19).replace('T', ' ')} ${statusTable[status].glyph} ${status.padEnd(10)} ${host.padEnd(18)} ${took.padEnd(9)} ${stage ?? '-'}${why}`;
}
