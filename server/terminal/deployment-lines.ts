// What `replay` prints about a deployment and about broken rules, with what to do. Pure.
import { whyNotStarted, type Deployment, type Member } from '../../state-machines/deployment/deployment.ts';
import type { Finding } from '../../state-machines/vocabulary.ts';
import { oneLine } from '../outputs/contract/change-line.ts';

/** The deployment in one line, then its broken prerequisites, then its machines. */
export function deploymentLines(deployment: Deployment): string[] {
  const { id, title, status, error, prerequisites, members } = deployment;
  const broken = prerequisites.filter((one) => one.status !== 'ok');
  return [
    `${oneLine(title) || id}: ${status}${error === null ? '' : `, ${oneLine(error)}`}`,
    ...broken.flatMap(({ name, text, remedy }) => wordsOf(`${name}: ${text}`, remedy)),
    ...members.map((member) => memberLine(deployment, member)),
  ];
}

/** Broken rules and known errors of a run. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ rule, text, remedy }) => wordsOf(`${rule}: ${text}`, remedy));
}

function wordsOf(text: string, remedy: string | null): string[] {
  return [`  ! ${oneLine(text)}`, ...(remedy === null ? [] : [`    ${oneLine(remedy)}`])];
}

function memberLine(deployment: Deployment, member: Member): string {
  const { backend, status, state, detail } = member;
  const why = whyNotStarted(deployment, member);
  const words = [state === '' || state === status ? null : state, detail ?? why].filter((word) => word !== null);
  return `  ${oneLine([backend, status, ...words].join(', '))}`;
}
