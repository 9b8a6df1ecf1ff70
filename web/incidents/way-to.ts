// Where the machines of an incident are shown: the address that leaves just them. Pure.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import type { Incident } from '../../state-machines/incidents/incidents.ts';
import { foldNodeset } from '../../state-machines/nodeset.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';

/** A part of the page's address. */
interface Way {
  search: string;
  statuses: readonly BackendStatus[];
  workflow: '';
  deployer: '';
  backend: null;
  run: null;
}

/** A longer address is refused by servers on the way, ours too. */
const searchMax = 4_000;

/** By their names; by their status where there are too many names to write down. */
export function wayTo(
  { backends: ids, status }: Pick<Incident, 'backends' | 'status'>,
  backends: ReadonlyMap<string, BackendSummary>,
): Way {
  const search = foldNodeset(ids.map((id) => nameOf(backends.get(id) ?? { id, host: null, ip: null })));
  const them = search.length <= searchMax ? { search, statuses: [] } : { search: '', statuses: [status] };
  return { ...them, workflow: '', deployer: '', backend: null, run: null };
}
