// `checklist deployments`: lists the operations over many machines in a running service, or shows one with its machines.
import { deploymentViewSchema, type DeploymentSummary, type DeploymentView } from '../../state-machines/deployment/deployment.ts';
import { deploymentsSchema } from '../terminal/board.ts';
import { deploymentPage, deploymentsPage } from '../terminal/deployments-page.ts';
import { writeLine, type Line } from '../terminal/line.ts';
import { checked, fetchJson } from './client/service-client.ts';

export interface DeploymentsOptions {
  url: string;
  json?: boolean;
}

const out = process.stdout;

export async function deployments(id: string | undefined, { url, json }: DeploymentsOptions): Promise<void> {
  const answer = id === undefined ? { deployments: await fetchAll(url) } : await fetchOne(url, id);
  if (json) return void out.write(`${JSON.stringify(answer, null, 1)}\n`);
  const clock = { nowMs: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  print('deployments' in answer ? deploymentsPage(answer.deployments, clock) : deploymentPage(answer, clock));
}

async function fetchAll(url: string): Promise<DeploymentSummary[]> {
  return checked(deploymentsSchema, await fetchJson(url, '/api/v1/deployments')).deployments;
}

async function fetchOne(url: string, id: string): Promise<DeploymentView> {
  return checked(deploymentViewSchema, await fetchJson(url, `/api/v1/deployments/${encodeURIComponent(id)}`));
}

function print(lines: readonly Line[]): void {
  const colours = out.isTTY && process.env['TERM'] !== 'dumb' && !process.env['NO_COLOR'];
  for (const line of lines) out.write(`${writeLine(line, { columns: out.columns ?? Infinity, colours })}\n`);
}
