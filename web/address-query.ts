// The part of the page's state that its URL holds: which view, backend, run, filter and order. Reads it from a query string and writes it as one. Pure.
import { memberStatuses, type MemberStatus } from '../state-machines/deployment/deployment.ts';
import { statuses, type BackendStatus } from '../state-machines/vocabulary.ts';
import { sortKeys, type SortKey } from './fleet/sort-keys.ts';

export const views = ['table', 'grid', 'deployments', 'events', 'sources'] as const;
export type View = (typeof views)[number];

export interface Address {
  view: View;
  /** A big screen that nobody touches. */
  wall: boolean;
  backend: string | null;
  /** An earlier run of that backend; null for the newest. */
  run: string | null;
  /** Its runs that stand side by side; none means that nothing is compared. */
  compare: readonly string[];
  /** Those to show; none means all. */
  statuses: readonly BackendStatus[];
  /** Empty: all. */
  workflow: string;
  /** Who deploys, such as Kadeploy 3. Empty: all. */
  deployer: string;
  search: string;
  sort: SortKey;
  descending: boolean;
  /** Of the events: which kinds; none means all. */
  kinds: readonly string[];
  /** Id of the deployment that is open. */
  deployment: string | null;
  /** Of its machines: which; none means all. */
  members: readonly MemberStatus[];
}

/** The address that a query string says. What it does not know, it leaves out. */
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

/** They belong to their view: in another one they would only lead astray. */
function deploymentParts({ view, deployment, members }: Address): [string, string][] {
  return view === 'deployments' && deployment !== null
    ? [
        ['deployment', deployment],
        ['member', members.join(',')],
      ]
    : [];
}
