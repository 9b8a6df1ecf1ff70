import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../state-machines/workflows.ts';
import { loadWorkflows } from '../../server/workflow-files.ts';
import { mistakesOf } from './mistakes.ts';
import { tempFolders } from './temp-folder.ts';

const newFolder = tempFolders();
let folder = '';
beforeEach(() => {
  folder = newFolder();
});
const file = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const limitOf = (workflows: ReturnType<typeof loadWorkflows>, workflow: string, stage: string): number | undefined =>
  workflows.get(workflow)?.stages.find(({ name }) => name === stage)?.limitSeconds;

const site = `
name: site
extends: stacki-sles-12
stages:
  - { name: Firmware_Done, group: installer, after: SSH_Open, limitSeconds: 30 }
`;

describe('a site’s folder', () => {
  it('adds workflows to ours', () => {
    file('site.yaml', site);
    file('notes.txt', 'no workflow');
    const workflows = loadWorkflows(folder);
    expect([...workflows.keys()]).toEqual([...builtInWorkflows.keys(), 'site']);
    const names = workflows.get('site')?.stages.map(({ name }) => name) ?? [];
    expect(names[names.indexOf('SSH_Open') + 1]).toBe('Firmware_Done');
  });

  it('is read in the order of names, so that one file may extend another', () => {
    file('10-site.yaml', site);
    file('20-rack.json', JSON.stringify({ name: 'rack', extends: 'site', stages: [{ name: 'Firmware_Done', limitSeconds: 60 }] }));
    expect(limitOf(loadWorkflows(folder), 'rack', 'Firmware_Done')).toBe(60);
  });

  it('may replace one of ours, and leaves ours as it was for others', () => {
    file('sles.yaml', 'name: stacki-sles-12\nextends: stacki-sles-12\ntitle: Ours\n');
    expect(loadWorkflows(folder).get('stacki-sles-12')?.title).toBe('Ours');
    expect(builtInWorkflows.get('stacki-sles-12')?.title).not.toBe('Ours');
  });

  it('lists the mistakes of all its files', () => {
    file('a.yaml', 'name: a\nextends: unheard-of\n');
    file('b.yaml', 'name: b\nstages: []\n');
    file('c.yaml', 'name: [');
    const mistakes = mistakesOf(() => loadWorkflows(folder));
    expect(mistakes).toContainEqual(`${join(folder, 'a.yaml')}: extends: no workflow is called unheard-of`);
    expect(mistakes).toContainEqual(expect.stringMatching(/b\.yaml: stages: /));
    expect(mistakes).toContainEqual(expect.stringMatching(/c\.yaml:1: /));
  });

  it('that can’t be read is told', () => {
    expect(mistakesOf(() => loadWorkflows(join(folder, 'gone')))).toEqual([
      expect.stringMatching(/^workflows: .*gone can't be read: ENOENT/),
    ]);
    mkdirSync(join(folder, 'd.yaml'));
    expect(mistakesOf(() => loadWorkflows(folder))).toEqual([expect.stringMatching(/d\.yaml: can't be read: EISDIR/)]);
  });
});

describe('limits of the settings', () => {
  it('by stage are those of every workflow that has it', () => {
    const workflows = loadWorkflows(undefined, { DHCPDISCOVER: 77 });
    for (const name of workflows.keys()) expect(limitOf(workflows, name, 'DHCPDISCOVER')).toBe(77);
  });

  it('by workflow and stage are that workflow’s only', () => {
    const workflows = loadWorkflows(undefined, { 'stacki-sles-12': { DHCPDISCOVER: 77 } });
    expect(limitOf(workflows, 'stacki-sles-12', 'DHCPDISCOVER')).toBe(77);
    expect(limitOf(workflows, 'stacki-redhat-7', 'DHCPDISCOVER')).not.toBe(77);
  });

  it('of several stages add up', () => {
    const workflows = loadWorkflows(undefined, { 'stacki-sles-12': { DHCPDISCOVER: 1, DHCPOFFER: 2 }, DHCPREQUEST: 3 });
    expect(['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST'].map((stage) => limitOf(workflows, 'stacki-sles-12', stage))).toEqual([1, 2, 3]);
  });

  it('of what is not there are listed', () => {
    expect(
      mistakesOf(() => loadWorkflows(undefined, { Nothing: 1, 'no-workflow': { DHCPDISCOVER: 1 }, 'stacki-sles-12': { Nothing: 1 } })),
    ).toEqual([
      'limits.Nothing: no stage is called Nothing',
      'limits.no-workflow: no workflow is called that',
      'limits.stacki-sles-12: no stage is called Nothing',
    ]);
  });
});
