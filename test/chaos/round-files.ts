// Where everything of a round is, for the three processes that share its folder.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import type { Plan } from './plan.ts';

export interface Round {
  folder: string;
  plan: Plan;
  httpPort: number;
  mqttPort: number;
  /** What is added to the real time to get that of the story. */
  clockOffsetMs: number;
}

export const logPath = ({ folder }: Round, name: string): string => join(folder, 'logs', name);
export const copyFolder = ({ folder }: Round): string => join(folder, 'undisturbed');
export const inventoryPath = ({ folder }: Round): string => join(folder, 'inventory.yaml');
export const storePath = ({ folder }: Round): string => join(folder, 'store.db');
export const checklistPath = ({ folder }: Round): string => join(folder, 'checklist.log');
export const serviceUrl = ({ httpPort }: Round): string => `http://127.0.0.1:${httpPort}`;
export const brokerUrl = ({ mqttPort }: Round): string => `mqtt://127.0.0.1:${mqttPort}`;

/** Limits that never pass: a story of minutes is told in seconds, with pauses that mean nothing. */
export function patientWorkflows(): Map<string, Workflow> {
  return new Map([...builtInWorkflows].map(([name, workflow]) => [name, { ...workflow, stages: workflow.stages.map(withoutHurry) }]));
}

function withoutHurry(stage: Workflow['stages'][number]): Workflow['stages'][number] {
  return stage.limitSeconds === undefined ? stage : { ...stage, limitSeconds: 30_000_000 };
}

const roundPath = (folder: string): string => join(folder, 'round.json');
export function saveRound(round: Round): string {
  writeFileSync(roundPath(round.folder), JSON.stringify(round, null, 1));
  return roundPath(round.folder);
}
export function loadRound(path: string | undefined): Round {
  return JSON.parse(readFileSync(path ?? '', 'utf8')) as Round;
}
