// The filters that show just the machines of an incident. Pure.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { Incident } from '../../state-machines/incidents/incidents.ts';
import { foldNodeset } from '../../state-machines/nodeset.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';

/** A part of the page's URL. */
interface Way {
  search: string;
  statuses: readonly BackendStatus[];
  workflow: '';
  deployer: '';
  backend: null;
  run: null;
}

/** Proxies and this server refuse a longer URL. */
const searchMax = 4_000;

/** By their names; by their status if the names would make the URL too long. */
export function wayTo(
  { backends: ids, status }: Pick<Incident, 'backends' | 'status'>,
  backends: ReadonlyMap<string, BackendSummary>,
): Way {
  const search = foldNodeset(ids.map((id) => nameOf(backends.get(id) ?? { id, host: null, ip: null })));
  const them = search.length <= searchMax ? { search, statuses: [] } : { search: '', statuses: [status] };
  return { ...them, workflow: '', deployer: '', backend: null, run: null };
}
