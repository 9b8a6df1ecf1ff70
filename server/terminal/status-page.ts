// The page of `checklist status`: counts by status, incidents, and one line per backend, those that need attention first. It fits the height of a
// terminal, or has any length. Pure: the same board at the same time results in the same lines.
import { incidentsOf } from '../../state-machines/incidents/incidents.ts';
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { countByStatus, urgencies, urgencyOf, urgencyTitles, type Urgency } from '../../state-machines/view/urgency.ts';
import { statusTable, statuses } from '../../state-machines/vocabulary.ts';
import { backendLine, evidenceLine, layoutOf, type Known, type View } from './backend-line.ts';
import { serverTimeOf, type Answer, type Board } from './board.ts';
import { incidentLines } from './incident-lines.ts';
import type { Line, Piece } from './line.ts';
import { timeText, zoneText } from './time-text.ts';

export interface Page {
  /** Our clock, epoch milliseconds. */
  nowMs: number;
  zone: string;
  columns: number;
  /** Infinity: no limit. */
  rows: number;
}

export function statusPage(board: Board, page: Page): Line[] {
  const view = { ...page, nowMs: serverTimeOf(board, page.nowMs) };
  const head = [titleLine(board, view), ...failureLines(board, page)];
  if (!board.answer) return head.slice(0, page.rows);
  const { backends } = board.answer;
  if (backends.length === 0) return [...head, [{ text: emptyWords(board) }]].slice(0, page.rows);
  head.push(...countsLines(backends, page.columns));
  const above = incidentsAbove(board.answer, { ...view, rows: Math.floor((page.rows - head.length) / 2) });
  const groups = groupByUrgency(backends, above, view.nowMs);
  const known = { usual: board.usual, workflows: board.answer.workflows };
  const rest = groupLines(groups, known, { ...view, rows: Math.max(0, page.rows - head.length - above.lines.length) });
  return [...head, ...above.lines, ...rest].slice(0, page.rows);
}

function titleLine({ url, nodeset, answer }: Board, { nowMs, zone, rows }: Page): Line {
  const whom = nodeset === null ? '' : ` · ${nodeset}`;
  const time = answer ? ` · ${timeText(nowMs, nowMs, zone)} ${zoneText(nowMs, zone)}` : '';
  return [
    { text: 'install-checklist', tone: 'strong' },
    { text: ` · ${url}${whom}${time}${rows === Infinity ? '' : ' · q quits'}`, tone: 'faint' },
  ];
}

function failureLines(board: Board, { nowMs, zone }: Page): Line[] {
  const { failure, answer, url } = board;
  if (!failure) return answer ? [] : [[{ text: `waiting for ${url}` }]];
  const since = `${timeText(serverTimeOf(board, failure.sinceMs), serverTimeOf(board, nowMs), zone)}, for ${durationText(nowMs - failure.sinceMs)}`;
  const then = answer ? ' The page shows the state at that time.' : '';
  return [[{ text: `✖ no response since ${since}: ${failure.why}.${then}`, tone: 'alarm' }]];
}

function emptyWords({ nodeset }: Board): string {
  return nodeset === null ? 'no backends yet' : `no backends match ${nodeset}`;
}

/** Wrapped to as many lines as needed. */
function countsLines(backends: readonly BackendSummary[], columns: number): Line[] {
  const counts = countByStatus(backends);
  const lines: Piece[][] = [[]];
  let width = 0;
  for (const status of statuses.filter((one) => counts[one] > 0)) {
    const text = `${statusTable[status].glyph} ${counts[status].toLocaleString('en')} ${status}`;
    if (width > 0 && width + text.length > columns) {
      lines.push([]);
      width = 0;
    }
    lines.at(-1)?.push({ text: `${text}   `, tone: statusTable[status].tone });
    width += text.length + 3;
  }
  return lines;
}

interface Above {
  lines: Line[];
  /** Backends shown in an incident, which need no line of their own. */
  ids: ReadonlySet<string>;
}

/** As many incidents as there is room for, at least one. */
function incidentsAbove({ backends, workflows, deployments, reached }: Answer, view: View & { rows: number }): Above {
  const incidents = incidentsOf(backends, { workflows, deployments, reached, nowMs: view.nowMs });
  const byId = new Map(incidents.length > 0 ? backends.map((backend) => [backend.id, backend]) : []);
  const lines: Line[] = [];
  const ids = new Set<string>();
  for (const [i, incident] of incidents.entries()) {
    const members = incident.backends.flatMap((id) => byId.get(id) ?? []);
    const own = [[], ...incidentLines(incident, members, view)];
    if (i > 0 && lines.length + own.length > view.rows) {
      lines.push([], [{ text: `… and ${incidents.length - i} more incidents`, tone: 'faint' }]);
      break;
    }
    lines.push(...own);
    if (view.rows !== Infinity) for (const id of incident.backends) ids.add(id);
  }
  return { lines, ids };
}

interface Group {
  urgency: Urgency;
  backends: readonly BackendSummary[];
  /** How many more are shown in incidents above. */
  above: number;
}

/** Most urgent first; within a group by status, then by name. */
function groupByUrgency(backends: readonly BackendSummary[], { ids }: Above, nowMs: number): Group[] {
  const all = Map.groupBy(backends, (backend) => urgencyOf(backend, nowMs));
  return urgencies.flatMap((urgency) => {
    const own = all.get(urgency) ?? [];
    const byStatus = Map.groupBy(
      own.filter(({ id }) => !ids.has(id)),
      ({ status }) => status,
    );
    const shown = statuses.flatMap((status) => byStatus.get(status) ?? []);
    return own.length === 0 ? [] : [{ urgency, backends: shown, above: own.length - shown.length }];
  });
}

/** A line that is drawn if there is room for it; `own`: it shows a backend. */
interface Entry {
  own: boolean;
  line: () => Line;
}

function groupLines(groups: readonly Group[], known: Known, view: View & { rows: number }): Line[] {
  const shown = groups.flatMap(({ backends }) => backends);
  const layout = layoutOf(shown.slice(0, view.rows), known, view);
  const lineOf = (backend: BackendSummary): Line => backendLine(backend, known, view, layout);
  const entries = entriesOf(groups, lineOf, hasRoomForEvidence(groups, view.rows));
  const fitting = entries.take(view.rows + 1).toArray();
  if (fitting.length <= view.rows) return fitting.map(({ line }) => line());
  const kept = fitting.slice(0, Math.max(0, view.rows - 1));
  const last = kept.findLastIndex(({ own }) => own);
  const left = shown.length - kept.filter(({ own }) => own).length;
  return [...kept.slice(0, last + 1).map(({ line }) => line()), [{ text: `… and ${left.toLocaleString('en')} more`, tone: 'faint' }]];
}

function* entriesOf(groups: readonly Group[], lineOf: (backend: BackendSummary) => Line, withEvidence: boolean): Generator<Entry> {
  for (const group of groups) {
    yield { own: false, line: () => [] };
    yield { own: false, line: () => groupTitle(group) };
    for (const backend of group.backends) {
      yield { own: true, line: () => lineOf(backend) };
      const evidence = withEvidence && group.urgency === 'needs you' ? evidenceLine(backend) : null;
      if (evidence) yield { own: false, line: () => evidence };
    }
  }
}

function groupTitle({ urgency, backends, above }: Group): Line {
  const elsewhere = above === 0 ? '' : `, ${backends.length === 0 ? '' : `${above.toLocaleString('en')} of them `}above`;
  const count = (backends.length + above).toLocaleString('en');
  return [
    { text: `${urgencyTitles[urgency]} (${count})`, tone: 'strong' },
    { text: elsewhere, tone: 'faint' },
  ];
}

/** Log lines may take half of the page, but must not displace a backend that needs attention. */
function hasRoomForEvidence(groups: readonly Group[], rows: number): boolean {
  const needing = groups.find(({ urgency }) => urgency === 'needs you')?.backends.length ?? 0;
  return 2 * needing + 2 <= rows;
}
