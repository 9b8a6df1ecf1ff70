// The output of `checklist deployments`: each deployment in at most two lines, newest first; or one with what went wrong, its prerequisites,
// and its machines by batch. In the words of the dashboard. Pure.
import { isOver, type DeploymentSummary, type DeploymentView, type MemberView } from '../../state-machines/deployment/deployment.ts';
import {
  batchesOf,
  countMembers,
  countsWords,
  deploymentMarks,
  firstFailed,
  memberMark,
  orderWords,
  prerequisiteMarks,
} from '../../state-machines/view/deployment-words.ts';
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import { cell, type Line } from './line.ts';
import { timeText } from './time-text.ts';

/** The clock for the times shown. */
export interface Clock {
  nowMs: number;
  zone: string;
}

const nameWidths = { min: 12, max: 40 };

/** `deployments`: oldest first. */
export function deploymentsPage(deployments: readonly DeploymentSummary[], clock: Clock): Line[] {
  if (deployments.length === 0) return [[{ text: 'no deployments yet' }]];
  return deployments.toReversed().flatMap((deployment) => summaryLines(deployment, clock));
}

function summaryLines(deployment: DeploymentSummary, clock: Clock): Line[] {
  const { id, title, user, error, brokenPrerequisites: broken } = deployment;
  const who = [user, whenWords(deployment, clock), id].filter((words) => words !== null).join(', ');
  const wrong = [broken === 0 ? null : `${broken} ${broken === 1 ? 'prerequisite' : 'prerequisites'} broken`, error];
  const words = wrong.filter((part) => part !== null).join('; ');
  return [
    [...headOf(deployment), { text: `${title || id}: ${countsWords(deployment)}` }, { text: `  ${who}`, tone: 'faint' }],
    ...(words === '' ? [] : [[{ text: `    ${words}` }]]),
  ];
}

function headOf({ status }: Pick<DeploymentSummary, 'status'>): Line {
  const { glyph, word, tone } = deploymentMarks[status];
  return [{ text: `${glyph} ${word.padEnd(8)} `, tone }];
}

export function deploymentPage(deployment: DeploymentView, clock: Clock): Line[] {
  const { members, prerequisites } = deployment;
  const widest = members.reduce((width, { backend }) => Math.max(width, backend.length), nameWidths.min);
  const lineOf = (member: MemberView): Line => memberLine(member, deployment, Math.min(widest, nameWidths.max));
  return [
    ...topLines(deployment, clock),
    ...wrongLines(deployment, clock),
    ...(prerequisites.length === 0 ? [] : [[], [{ text: 'Prerequisites', tone: 'strong' } as const]]),
    ...prerequisites.flatMap(prerequisiteLines),
    ...batchesOf(deployment).flatMap(({ name, members: own }) => [
      [],
      [
        { text: name === null ? 'Machines' : `Batch ${name}`, tone: 'strong' } as const,
        { text: `  ${countsWords({ ...deployment, counts: countMembers(own) })}`, tone: 'faint' } as const,
      ],
      ...own.map(lineOf),
    ]),
  ];
}

function topLines(deployment: DeploymentView, clock: Clock): Line[] {
  const { id, title, user, state, parameters } = deployment;
  const parts = [user === null ? null : `by ${user}`, orderWords(deployment), whenWords(deployment, clock)];
  const words = parts.filter((part) => part !== null).join('; ');
  return [
    [...headOf(deployment), { text: title || id, tone: 'strong' }, { text: `  ${state === '' ? '' : `${state}, `}${id}`, tone: 'faint' }],
    [{ text: `    ${words}` }],
    ...Object.entries(parameters).map(([name, value]) => [{ text: `    ${name}: ${value}`, tone: 'faint' } as const]),
  ];
}

/** The machine that failed first, and those that were never begun. */
function wrongLines({ error, members }: DeploymentView, { nowMs, zone }: Clock): Line[] {
  const first = firstFailed(members);
  const at = first?.endedAt ? ` at ${timeText(Date.parse(first.endedAt), nowMs, zone)}` : '';
  const notBegun = [...Map.groupBy(members, ({ why }) => why)].flatMap(([why, own]) => (why === null ? [] : [`${own.length} ${why}`]));
  const lines = [
    ...(error === null ? [] : [error]),
    ...(first ? [`failed first: ${first.backend}${at}: ${first.detail ?? first.state}`] : []),
    ...notBegun,
  ];
  return lines.map((text) => [{ text: `    ${text}`, tone: 'failed' }]);
}

function prerequisiteLines({ name, status, text, remedy }: DeploymentView['prerequisites'][number]): Line[] {
  const { glyph, word, tone } = prerequisiteMarks[status];
  const lines: Line[] = [[{ text: `${glyph} ${word.padEnd(8)} `, tone }, { text: `${name}: ${text}` }]];
  return status === 'ok' || remedy === null ? lines : [...lines, [{ text: `    ${remedy}`, tone: 'faint' }]];
}

function memberLine({ backend, status, state, detail, why }: MemberView, deployment: DeploymentView, width: number): Line {
  const { glyph, word, tone } = memberMark(status, deployment);
  // The reason why machines were not begun is shown once, above.
  const words = [state === word ? '' : state, why === null ? (detail ?? '') : ''].filter((part) => part !== '');
  return [
    { text: `${glyph} ${word.padEnd(12)} `, tone },
    { text: `${cell(backend, width)}  ` },
    { text: [...new Set(words)].join('; '), tone: status === 'failed' ? undefined : 'faint' },
  ];
}

function whenWords({ status, startedAt, endedAt, reportedAt }: DeploymentSummary | DeploymentView, { nowMs, zone }: Clock): string {
  if (startedAt === null) return 'not begun';
  const over = endedAt ?? (isOver({ status }) ? reportedAt : null);
  const took = durationText(Math.max(0, (over === null ? nowMs : Date.parse(over)) - Date.parse(startedAt)));
  return `since ${timeText(Date.parse(startedAt), nowMs, zone)}, ${over === null ? 'for' : 'took'} ${took}`;
}
