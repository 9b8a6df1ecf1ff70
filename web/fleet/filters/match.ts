// Which backends match the filters and the search. Pure.
import type { BackendSummary, WorkflowSummary } from '../../../state-machines/view/summary.ts';
import type { BackendStatus } from '../../../state-machines/vocabulary.ts';
import { expandNodeset } from '../../../state-machines/nodeset.ts';

export interface Filter {
  /** The statuses to show; empty for all. */
  statuses: readonly BackendStatus[];
  /** Empty: all. */
  workflow: string;
  /** Empty: all. */
  deployer: string;
  search: string;
}

/** part: of a name or an address · names: exactly these, from a node set · mistake: an invalid node set, and why. */
export type Search = { kind: 'part'; text: string; bareMac: string } | { kind: 'names'; names: ReadonlySet<string> } | Mistake;
export interface Mistake {
  kind: 'mistake';
  why: string;
}

/** `10.1.1.`: without its dots it would match unrelated MAC addresses. The dots of a MAC address follow four digits. */
const partOfAddress = /^\.?(?:\d{1,3}\.)+\d{0,3}$/;

export function readSearch(search: string): Search {
  const text = search.trim().toLowerCase();
  if (/[[\],\s]/.test(text)) return readNames(text);
  const isMac = /^[0-9a-f.-]{4,}$/.test(text) && !partOfAddress.test(text);
  return { kind: 'part', text, bareMac: isMac ? text.replace(/[.-]/g, '') : '' };
}

function readNames(text: string): Search {
  try {
    return { kind: 'names', names: new Set(expandNodeset(text)) };
  } catch (error) {
    return { kind: 'mistake', why: error instanceof Error ? error.message : String(error) };
  }
}

export type Workflows = ReadonlyMap<string, Pick<WorkflowSummary, 'deployer'>>;

/** Returns the test for the backends to show. An invalid search matches nothing. `workflows`: name the deployer of each workflow. */
export function matcher(
  { statuses, workflow, deployer, search }: Filter,
  workflows: Workflows = new Map(),
): (backend: BackendSummary) => boolean {
  const wanted = readSearch(search);
  return (backend) =>
    (statuses.length === 0 || statuses.includes(backend.status)) &&
    (workflow === '' || backend.workflow === workflow) &&
    (deployer === '' || workflows.get(backend.workflow)?.deployer === deployer) &&
    isFound(backend, wanted);
}

function isFound(backend: BackendSummary, wanted: Search): boolean {
  if (wanted.kind === 'mistake') return false;
  if (wanted.kind === 'part') return hasPart(backend, wanted);
  return [backend.host, backend.ip, backend.mac, backend.id].some((name) => name !== null && wanted.names.has(name.toLowerCase()));
}

/** A MAC address is also found in the notations of switches and firmware: 5254-00aa-0010, 52-54-00-aa-00-10. */
function hasPart({ id, host, ip, mac }: BackendSummary, { text, bareMac }: { text: string; bareMac: string }): boolean {
  if (text === '') return true;
  if ([host, ip, mac, id].some((name) => name?.toLowerCase().includes(text))) return true;
  return bareMac !== '' && mac !== null && mac.replaceAll(':', '').includes(bareMac);
}
