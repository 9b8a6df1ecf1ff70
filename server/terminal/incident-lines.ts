// An incident on the terminal: the common problem, since when, what it means, what to check, and the backends. Pure.
import { nameOf } from '../../state-machines/view/backend-name.ts';
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import { incidentMark, type Incident } from '../../state-machines/incidents/incidents.ts';
import { foldNodeset } from '../../state-machines/nodeset.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { View } from './backend-line.ts';
import type { Line } from './line.ts';
import { timeText } from './time-text.ts';

/** `members`: the backends of the incident. */
export function incidentLines(incident: Incident, members: readonly BackendSummary[], { nowMs, zone }: View): Line[] {
  const { title, means, hint, acknowledged } = incident;
  const { glyph, tone } = incidentMark(incident);
  const sinceMs = Date.parse(incident.since);
  const since = `since ${timeText(sinceMs, nowMs, zone)}, for ${durationText(nowMs - sinceMs)}`;
  return [
    [
      { text: `${glyph} ${title}`, tone: acknowledged ? 'faint' : tone },
      { text: `  ${since}${acknowledged ? '; acknowledged' : ''}`, tone: 'faint' },
    ],
    ...[means, hint].flatMap((words) => (words === null ? [] : [[{ text: `    ${words}` }]])),
    [{ text: `    ${foldNodeset(members.map(nameOf))}` }],
  ];
}
