// The state of the page that its URL holds: view, backend, run, filters and order. Reads it from a query string and writes it back. Pure.
import { memberStatuses, type MemberStatus } from '../state-machines/deployment/deployment.ts';
import { statuses, type BackendStatus } from '../state-machines/vocabulary.ts';
import { sortKeys, type SortKey } from './fleet/sort-keys.ts';

export const views = ['table', 'grid', 'deployments', 'events', 'sources'] as const;
export type View = (typeof views)[number];

export interface Address {
  view: View;
  /** For a large screen without a keyboard. */
  wall: boolean;
  backend: string | null;
  /** An earlier run of that backend; null for the newest. */
  run: string | null;
  /** Its runs that are compared side by side; empty for no comparison. */
  compare: readonly string[];
  /** The statuses to show; empty for all. */
  statuses: readonly BackendStatus[];
  /** Empty: all. */
  workflow: string;
  /** The deployer, such as Kadeploy 3. Empty: all. */
  deployer: string;
  search: string;
  sort: SortKey;
  descending: boolean;
  /** The kinds of events to show; empty for the usual ones. */
  kinds: readonly string[];
  /** Id of the open deployment. */
  deployment: string | null;
  /** The statuses of its machines to show; empty for all. */
  members: readonly MemberStatus[];
}

/** Reads an address from a query string. Unknown values are ignored. */
export function readAddress(query: string): Address {
  const params = new URLSearchParams(query);
  const list = (name: string): string[] => (params.get(name) ?? '').split(',').filter((word) => word !== '');
  const wanted = list('status');
  const sort = params.get('sort') ?? '';
  return {
    view: views.find((view) => view === params.get('view')) ?? 'table',
    wall: params.has('wall'),
    backend: params.get('backend'),
    run: params.get('run'),
    compare: list('compare'),
    statuses: statuses.filter((status) => wanted.includes(status)),
    workflow: params.get('workflow') ?? '',
    deployer: params.get('deployer') ?? '',
    search: params.get('search') ?? '',
    sort: sortKeys.find((key) => key === sort.replace(/^-/, '')) ?? 'urgency',
    descending: sort.startsWith('-'),
    kinds: list('kind'),
    deployment: params.get('deployment'),
    members: memberStatuses.filter((status) => list('member').includes(status)),
  };
}

/** The query string of an address, with its question mark; empty for the plain overview. */
export function writeAddress(address: Address): string {
  const order = `${address.descending ? '-' : ''}${address.sort}`;
  const parts = [
    ['view', address.view === 'table' ? '' : address.view],
    ['status', address.statuses.join(',')],
    ['workflow', address.workflow],
    ['deployer', address.deployer],
    ['search', address.search],
    ['sort', order === 'urgency' ? '' : order],
    ['kind', address.kinds.join(',')],
    ...deploymentParts(address),
    ['backend', address.backend ?? ''],
    ['run', address.run ?? ''],
    ['compare', address.compare.join(',')],
  ].filter(([, value]) => value !== '');
  const query = parts.map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(value ?? '')
        .replaceAll('%2C', ',')
        .replaceAll('%3A', ':')}`,
  );
  if (address.wall) query.unshift('wall');
  return query.length > 0 ? `?${query.join('&')}` : '';
}

/** Only in their own view: elsewhere they mean nothing. */
function deploymentParts({ view, deployment, members }: Address): [string, string][] {
  return view === 'deployments' && deployment !== null
    ? [
        ['deployment', deployment],
        ['member', members.join(',')],
      ]
    : [];
}
