// What the helper reports must be a stage somewhere, or nobody would ever see it.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflows.ts';
import { repository } from '../../program.ts';

const script = readFileSync(`${repository}server/agent/agent.sh`, 'utf8');
const reported = [...new Set([...script.matchAll(/^\s*(?:step|milestone|report) ([A-Z]\w+)/gm)].map(([, name = '']) => name))];

it.each(reported)('%s is a stage of a workflow', (name) => {
  expect([...builtInWorkflows.values()].filter(({ index }) => index.has(name)).map((workflow) => workflow.name)).not.toEqual([]);
});

it('there are as many as it is known to report', () => {
  expect(reported.length).toBeGreaterThan(10);
});
