import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { loadWorkflows, loadWorkflowSet, readWorkflowFile } from '../../../server/settings/workflow-files.ts';
import { mistakesOf } from './mistakes.ts';
import { tempFolders } from '../temp-folder.ts';

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
    expect(mistakes).toContainEqual(`${join(folder, 'a.yaml')}:2: extends: no workflow is called unheard-of`);
    expect(mistakes).toContainEqual(expect.stringMatching(/b\.yaml:2: stages: /));
    expect(mistakes).toContainEqual(expect.stringMatching(/c\.yaml:1: /));
  });

  it('that can’t be read is told', () => {
    expect(mistakesOf(() => loadWorkflows(join(folder, 'gone')))).toEqual([
      expect.stringMatching(/^workflows: .*gone cannot be read: ENOENT/),
    ]);
    mkdirSync(join(folder, 'd.yaml'));
    expect(mistakesOf(() => loadWorkflows(folder))).toEqual([expect.stringMatching(/d\.yaml: cannot be read: EISDIR/)]);
  });
});

describe('limits of the settings', () => {
  it('by stage are those of every workflow that has it', () => {
    const workflows = loadWorkflows(undefined, { DHCPDISCOVER: 77 });
    const having = [...workflows.values()].filter(({ index }) => index.has('DHCPDISCOVER')).map(({ name }) => name);
    expect(having.length).toBeGreaterThan(5);
    for (const name of having) expect(limitOf(workflows, name, 'DHCPDISCOVER')).toBe(77);
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
      'limits.no-workflow: no such workflow',
      'limits.stacki-sles-12: no stage is called Nothing',
    ]);
  });
});

describe('the place of a mistake', () => {
  const stages = `
stages:
  - name: A
    group: dhcp
  - name: B
    group: nowhere
    limitSeconds: 9
    failAfterSeconds: 5
`;
  it.each([
    ['a value', `name: x${stages}`, [`:6: stages.1.group: Invalid option: expected one of "dhcp"|"tftp"|"profile"|"installer"|"reboot"`]],
    ['a key that should not be there', 'name: x\nextends: rhel\nlimits: 7\n', [':3: file: Unrecognized key: "limits"']],
    [
      'what the whole does not allow',
      `name: x${stages.replace('nowhere', 'reboot')}`,
      [
        ':8: stages.B.failAfterSeconds: less than its limit of 9 seconds',
        ':3: stages: no stage has the role end, so no install would ever finish',
      ],
    ],
    [
      'a change that extends',
      'name: x\nextends: rhel\nstages:\n  - { name: Reboot_Okay, limitSeconds: 5 }\n  - name: Coffee\n    group: tftp\n',
      [':5: stages.Coffee: set after: or before: to the name of an existing stage'],
    ],
    [
      'a pattern that is too long',
      `name: x\nextends: rhel\nrecognise: ["${'a'.repeat(201)}"]\n`,
      [expect.stringMatching(/^:3: recognise\.0/)],
    ],
    [
      'a pattern of too many stars',
      'name: x\nextends: rhel\nrecognise:\n  - "*a*b*c*d*e*f*g*h*"\n',
      [expect.stringMatching(/^:4: recognise\.0/)],
    ],
    ['a node set', 'name: rhel\nextends: rhel\nbackends: node-[0-\n', [':3: backends: "node-[0-" has an unmatched bracket']],
    [
      'another name for a group',
      'name: x\nextends: rhel\nbackends: a\n',
      [':3: backends: a change for some machines must have the name of the workflow it extends'],
    ],
    [
      'a stage more for a group',
      'name: rhel\nextends: rhel\nbackends: a\nstages: [{ name: X, group: tftp, after: TFTP_RRQ }]\n',
      [':3: backends: a change for some machines cannot add or remove stages'],
    ],
  ])('%s', (_, text, expected) => {
    file('x.yaml', text);
    const path = join(folder, 'x.yaml');
    const told = mistakesOf(() => readWorkflowFile(path, builtInWorkflows)).map((mistake) => mistake.replace(path, ''));
    expect(told).toEqual(expected);
  });
});

const limitFor = (set: ReturnType<typeof loadWorkflowSet>, id: string, stage: string): (number | undefined)[] => {
  const workflow = set.workflows.get('sles-15');
  const found = workflow && set.variants.of(workflow, { id, host: null }).stages.find(({ name }) => name === stage);
  return [found?.limitSeconds, found?.failAfterSeconds];
};

describe('for some backends', () => {
  it('a file replaces limits, on top of the limits for all, whichever its name', () => {
    file(
      'a-slow-rack.yaml',
      'name: sles-15\nextends: sles-15\nbackends: backend-1-[0-3]\nstages: [{ name: Root_Sent, limitSeconds: 900 }]\n',
    );
    file('b-all.yaml', 'name: sles-15\nextends: sles-15\nstages: [{ name: Common_Sent, limitSeconds: 111 }]\n');
    const set = loadWorkflowSet(folder, { Config_Sent: 222 });
    expect(limitFor(set, 'backend-1-3', 'Root_Sent')).toEqual([900, 7200]);
    expect(limitFor(set, 'backend-1-4', 'Root_Sent')).toEqual([300, 7200]);
    expect(limitFor(set, 'backend-1-3', 'Common_Sent')).toEqual([111, 7200]);
    expect(limitFor(set, 'backend-1-3', 'Config_Sent')).toEqual([222, 7200]);
  });

  it('the settings have limits by node set, of both kinds', () => {
    const set = loadWorkflowSet(undefined, {
      Root_Sent: { failAfterSeconds: 5000 },
      backends: {
        'rack[1-2]-node[01-04]': { Root_Sent: 600 },
        'rack1-node01': { Root_Sent: { limitSeconds: 700, failAfterSeconds: 800 } },
      },
    });
    expect(limitFor(set, 'rack2-node04', 'Root_Sent')).toEqual([600, 5000]);
    expect(limitFor(set, 'rack1-node01', 'Root_Sent')).toEqual([700, 800]);
    expect(limitFor(set, 'rack3-node01', 'Root_Sent')).toEqual([300, 5000]);
  });

  it('what is wrong with them is listed', () => {
    expect(mistakesOf(() => loadWorkflowSet(undefined, { backends: { 'a[': { DHCPACK: 1 }, b: { Coffee: 1 } } }))).toEqual([
      'limits.backends.a[: "a[" has an unmatched bracket',
      'limits.backends.b: no stage is called Coffee',
    ]);
  });
});
