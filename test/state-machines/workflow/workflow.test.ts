import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  isOutsideOrder,
  parseWorkflow,
  workflowJsonSchema,
  WorkflowError,
  type Workflow,
  type WorkflowFile,
} from '../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../../state-machines/workflow/built-in.ts';
import { workflowCalled } from '../track/play-track.ts';

/** The limits of Stacki's checklist, in seconds; null: outside the order, an error, or an optional stage that leaves the clock alone. */
const sles = {
  DHCPDISCOVER: 20,
  DHCPOFFER: 20,
  DHCPREQUEST: 30,
  DHCPACK: 40,
  DHCPNACK: null,
  DHCPDECLINE: null,
  TFTP_RRQ: 50,
  VMLinuz_RRQ_Install: 60,
  Initrd_RRQ: 70,
  Config_Sent: 80,
  Common_Sent: 90,
  Root_Sent: 100,
  Cracklib_Dict_Sent: 110,
  Bind_Sent: 120,
  SLES_Img_Sent: 130,
  Profile_XML_Sent: 140,
  SSH_Open: 150,
  AUTOINST_Present: 160,
  Partition_XML_Present: 170,
  Ludicrous_Started: 180,
  Ludicrous_Populated: 600,
  Set_DB_Partitions: 200,
  Set_Bootaction_OS: 210,
  Rebooting_HDD: 220,
  Reboot_Okay: 230,
  Install_Hash: null,
  Install_Wait: null,
  Installation_Stalled: null,
};
const redhat = {
  DHCPDISCOVER: 20,
  DHCPOFFER: 20,
  DHCPREQUEST: 30,
  DHCPACK: 40,
  DHCPNACK: null,
  DHCPDECLINE: null,
  TFTP_RRQ: 50,
  VMLinuz_RRQ_Install: 60,
  Initrd_RRQ: 70,
  Profile_XML_Sent: 1600,
  SSH_Open: null,
  Partition_XML_Present: null,
  Ludicrous_Started: null,
  Ludicrous_Populated: null,
  Set_DB_Partitions: 200,
  Set_Bootaction_OS: 210,
  Rebooting_HDD: 220,
  Reboot_Okay: 230,
  Install_Hash: null,
  Install_Wait: null,
  Installation_Stalled: null,
};
const limitsOf = ({ stages }: Workflow) => stages.map((stage) => [stage.name, stage.limitSeconds ?? null]);
const optionalOf = ({ stages }: Workflow) => stages.filter((stage) => stage.optional).map((stage) => stage.name);
const namesOf = ({ stages }: Workflow) => stages.map((stage) => stage.name);

describe('the workflows that come along', () => {
  it.each([
    ['stacki-sles-12', sles],
    ['stacki-sles-11', sles],
    ['stacki-redhat-7', redhat],
  ])('%s has the stages and limits of Stacki, in their order', (name, limits) => {
    expect(limitsOf(workflowCalled(name))).toEqual(Object.entries(limits));
  });

  it('are these, those that say more last, and the default is one of them', () => {
    expect([...builtInWorkflows.keys()]).toEqual([
      'debian-preseed',
      'ubuntu-autoinstall',
      'rhel',
      'sles-15',
      'stacki-sles-12',
      'stacki-sles-11',
      'stacki-redhat-7',
      'fai',
      'cobbler',
      'xcat',
      'starlingx-strategy',
      'starlingx-sw-deploy',
      'starlingx-prestage',
      'starlingx-firmware',
      'starlingx-kubernetes',
      'starlingx-kube-rootca-update',
      'starlingx-patch',
      'starlingx-upgrade',
      'starlingx-subcloud',
      'hostos',
      'hostos-upgrade',
      'kadeploy-2',
      'kadeploy-3',
    ]);
    expect(defaultWorkflowName).toBe('stacki-sles-12');
  });

  it.each([
    ['stacki-sles-12', ['DHCPNACK', 'DHCPDECLINE', 'Install_Hash']],
    [
      'stacki-redhat-7',
      ['DHCPNACK', 'DHCPDECLINE', 'SSH_Open', 'Partition_XML_Present', 'Ludicrous_Started', 'Ludicrous_Populated', 'Install_Hash'],
    ],
  ])('%s can go without %j', (name, optional) => {
    expect(optionalOf(workflowCalled(name))).toEqual(optional);
  });

  it.each([
    ['DHCPNAK', 'DHCPNACK'],
    ['Partition_File_Present', 'Partition_XML_Present'],
    ['Install_Stalled', 'Installation_Stalled'],
    ['Config_Sent', 'Config_Sent'],
    ['config_sent', undefined],
    ['No_Such_Stage', undefined],
  ])('the name %s means the stage %s', (alias, name) => {
    const { stages, index } = workflowCalled('stacki-sles-12');
    expect(stages[index.get(alias) ?? -1]?.name).toBe(name);
  });
});

const base: WorkflowFile = {
  name: 'base',
  title: 'Base',
  recognise: ['*base*'],
  stages: [
    { name: 'A', group: 'dhcp', limitSeconds: 10 },
    { name: 'B', group: 'tftp', limitSeconds: 20, hint: 'look' },
    { name: 'Held', group: 'installer', role: 'waiting' },
    { name: 'E', group: 'reboot', role: 'end' },
  ],
};
const known = new Map([['base', parseWorkflow(base, new Map())]]);
const changed = (stages: object[], more: object = {}) => parseWorkflow({ name: 'site', extends: 'base', stages, ...more }, known);

describe('a whole workflow', () => {
  it('has the stages outside the order last', () => {
    expect(namesOf(parseWorkflow(base, new Map()))).toEqual(['A', 'B', 'E', 'Held']);
  });

  it('is called by its name where it has no title, and recognises nothing by itself', () => {
    const { title, recognise } = parseWorkflow({ name: 'mine', stages: base.stages }, new Map());
    expect({ title, recognise }).toEqual({ title: 'mine', recognise: [] });
  });
});

describe('a workflow that extends another', () => {
  it.each([
    ['nothing changed', [], 'A 10, B 20, E -, Held -'],
    ['another limit', [{ name: 'B', limitSeconds: 99 }], 'A 10, B 99, E -, Held -'],
    ['no limit', [{ name: 'B', limitSeconds: null }], 'A 10, B -, E -, Held -'],
    ['one stage less', [{ name: 'B', remove: true }], 'A 10, E -, Held -'],
    ['one more, after', [{ name: 'N', group: 'tftp', after: 'A' }], 'A 10, N -, B 20, E -, Held -'],
    ['one more, before', [{ name: 'N', group: 'tftp', before: 'A', limitSeconds: 5 }], 'N 5, A 10, B 20, E -, Held -'],
    ['one moved', [{ name: 'A', after: 'B' }], 'B 20, A 10, E -, Held -'],
    [
      'two more, one after the other',
      [
        { name: 'N', group: 'tftp', after: 'A' },
        { name: 'M', group: 'tftp', after: 'N' },
      ],
      'A 10, N -, M -, B 20, E -, Held -',
    ],
    [
      'one more that holds, wherever it is put',
      [{ name: 'N', group: 'tftp', role: 'stalled', before: 'A' }],
      'A 10, B 20, E -, N -, Held -',
    ],
  ])('%s', (_, stages, expected) => {
    expect(
      changed(stages)
        .stages.map((stage) => `${stage.name} ${stage.limitSeconds ?? '-'}`)
        .join(', '),
    ).toBe(expected);
  });

  it('keeps what a change does not name', () => {
    expect(changed([{ name: 'B', limitSeconds: 99 }]).stages[1]).toMatchObject({ hint: 'look', group: 'tftp' });
  });

  it('has the title of its base, and not what the base recognises', () => {
    expect(changed([])).toMatchObject({ name: 'site', title: 'Base', recognise: [] });
    expect(changed([], { title: 'Ours', recognise: ['*ours*'] })).toMatchObject({ title: 'Ours', recognise: ['*ours*'] });
  });

  it('that is itself takes its place, with what it recognises', () => {
    const again = parseWorkflow({ name: 'base', extends: 'base', stages: [{ name: 'A', limitSeconds: 11 }] }, known);
    expect(again).toMatchObject({ name: 'base', title: 'Base', recognise: ['*base*'] });
    expect(limitsOf(again)[0]).toEqual(['A', 11]);
  });

  it('leaves its base as it is', () => {
    changed([
      { name: 'A', limitSeconds: 1 },
      { name: 'B', remove: true },
    ]);
    expect(limitsOf(known.get('base') as Workflow)).toEqual([
      ['A', 10],
      ['B', 20],
      ['E', null],
      ['Held', null],
    ]);
  });
});

function mistakesOf(input: unknown): readonly string[] {
  try {
    parseWorkflow(input, known);
  } catch (error) {
    if (error instanceof WorkflowError) return error.mistakes.map(({ text }) => text);
    throw error;
  }
  return [];
}

function fits(mistake: string, expected: string | RegExp | undefined): boolean {
  return expected instanceof RegExp ? expected.test(mistake) : mistake === expected;
}

describe('the mistakes of a file are all told, each with its place', () => {
  const end = { name: 'E', group: 'reboot', role: 'end' };
  const a = { name: 'A', group: 'dhcp' };
  it.each<[string, unknown, (string | RegExp)[]]>([
    ['no object', 7, [/^file: /]],
    ['nothing', null, [/^file: /]],
    ['an empty object', {}, [/^name: /, /^stages: /]],
    ['a name with blanks', { name: 'My Own', stages: [a, end] }, [/^name: lower-case letters/]],
    ['one stage', { name: 'x', stages: [end] }, [/^stages: .*2/]],
    [
      'several at once',
      {
        name: 'x',
        stages: [
          { name: 'A-1', group: 'dhcp' },
          { name: 'B', group: 'nowhere', limitSeconds: -1 },
          { ...end, colour: 'red' },
        ],
      },
      [
        /^stages\.0\.name: a letter, then letters, digits and _; at most 64/,
        /^stages\.1\.group: /,
        /^stages\.1\.limitSeconds: /,
        /^stages\.2: .*colour/,
      ],
    ],
    ['an unknown key', { name: 'x', stages: [a, end], limits: {} }, [/^file: .*limits/]],
    ['a sight that there is not', { name: 'x', stages: [{ ...a, seen: [{ dhcp: 'HELLO' }] }, end] }, [/^stages\.0\.seen\.0/]],
    ['an infinite limit', { name: 'x', stages: [{ ...a, limitSeconds: Infinity }, end] }, [/^stages\.0\.limitSeconds: /]],
    [
      'no end',
      { name: 'x', stages: [a, { name: 'B', group: 'tftp' }] },
      ['stages: no stage has the role end, so no install would ever finish'],
    ],
    [
      'a name twice, a healer that is not there, and no end',
      {
        name: 'x',
        stages: [
          { ...a, aliases: ['B'] },
          { name: 'B', group: 'tftp', healedBy: 'C' },
        ],
      },
      [
        'stages.B: the name B is there twice',
        'stages.B.healedBy: no stage is called C',
        'stages: no stage has the role end, so no install would ever finish',
      ],
    ],
    ['an unknown base', { name: 'x', extends: 'y' }, ['extends: no workflow is called y']],
    ['a base that is no text', { name: 'x', extends: 7 }, [/^extends: /]],
    [
      'wrong changes',
      {
        name: 'x',
        extends: 'base',
        stages: [
          { name: 'N', after: 'A' },
          { name: 'M', group: 'tftp' },
          { name: 'L', group: 'tftp', before: 'Nowhere' },
          { name: 'K', remove: true },
        ],
      },
      [
        /^stages\.N\.group: /,
        'stages.M: set after: or before: to the name of an existing stage',
        'stages.L: set after: or before: to the name of an existing stage',
        'stages.K.remove: no such stage',
      ],
    ],
    ['the end taken away', { name: 'x', extends: 'base', stages: [{ name: 'E', remove: true }] }, [/role end/]],
    ['a null that takes nothing away', { name: 'x', extends: 'base', stages: [{ name: 'A', hint: null }] }, [/^stages\.0\.hint: /]],
    ['none', base, []],
  ])('%s', (_, input, expected) => {
    const mistakes = mistakesOf(input);
    // One for one: each mistake that is expected, and none besides.
    expect(mistakes).toHaveLength(expected.length);
    expect(mistakes.filter((mistake, i) => !fits(mistake, expected[i]))).toEqual([]);
  });
});

const failing = (more: object, stages: object[] = []) =>
  parseWorkflow({ name: 'base', extends: 'base', ...more, stages }, known).stages.map((stage) => stage.failAfterSeconds ?? null);

describe('the time after which a run fails', () => {
  it.each([
    ['is none where nothing says so', {}, [], [null, null, null, null]],
    ['of the workflow is that of every stage with a limit', { failAfterSeconds: 50 }, [], [50, 50, null, null]],
    ['of a stage comes first', { failAfterSeconds: 50 }, [{ name: 'B', failAfterSeconds: 70 }], [50, 70, null, null]],
    ['of a stage may be never', { failAfterSeconds: 50 }, [{ name: 'B', failAfterSeconds: null }], [50, null, null, null]],
  ])('%s', (_, more, stages, expected) => {
    expect(failing(more, stages)).toEqual(expected);
  });
});

describe('what comes along', () => {
  const ours = [...builtInWorkflows.values()].filter(({ name }) => !name.startsWith('stacki'));

  it.each(ours)('$name says that nobody has seen it with a real installer', ({ documentsOnly }) => {
    expect(documentsOnly).toBe(true);
  });

  it.each(ours)('$name says what to check at every stage that must come', ({ stages }) => {
    const without = stages.filter((stage) => !stage.optional && !isOutsideOrder(stage) && stage.hint === undefined);
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it.each(ours)(
    '$name has a limit behind every stage that must come, and one of failure behind each that proves an install',
    ({ stages, steps }) => {
      const limited = new Set(steps.flatMap(({ name, limitSeconds }) => (limitSeconds === undefined ? [] : [name])));
      // A try of a macro step has a limit as a whole; its failure is the deployer's to tell.
      const required = stages.filter(
        (stage) => !stage.optional && !isOutsideOrder(stage) && stage.role !== 'end' && !limited.has(stage.step ?? ''),
      );
      const without = required.filter(
        (stage) => stage.limitSeconds === undefined || (stage.failAfterSeconds === undefined) !== (stage.role === 'opening'),
      );
      expect(without).toEqual([]);
    },
  );
});

describe('the JSON Schema', () => {
  it('is the file docs/workflow.schema.json', () => {
    const file = readFileSync(new URL('../../../docs/workflow.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(file), 'out of date; regenerate with: npm run docs').toEqual(JSON.parse(JSON.stringify(workflowJsonSchema())));
  });

  it('can be written, and describes both kinds of file', () => {
    const schema = JSON.parse(JSON.stringify(workflowJsonSchema())) as {
      $schema: string;
      anyOf: { properties: object; required: string[] }[];
    };
    expect(schema.$schema).toContain('json-schema.org');
    expect(schema.anyOf.map((kind) => kind.required.toSorted())).toEqual([
      ['extends', 'name'],
      ['name', 'stages'],
    ]);
    expect(schema.anyOf.every((kind) => 'stages' in kind.properties)).toBe(true);
  });
});

const extended = (more: object) => parseWorkflow({ name: 'mine', extends: 'stacki-sles-12', ...more }, builtInWorkflows);

describe('how a machine is found to be online', () => {
  it('is by its own word unless the workflow asks for a probe, and is inherited', () => {
    expect(extended({}).online).toBeNull();
    const probing = extended({ online: { probe: {} } });
    expect(probing.online).toEqual({ probe: { port: 22, everySeconds: 10 } });
    const withProbe = new Map(builtInWorkflows).set('mine', probing);
    expect(parseWorkflow({ name: 'next', extends: 'mine' }, withProbe).online).toEqual(probing.online);
    expect(parseWorkflow({ name: 'next', extends: 'mine', online: null }, withProbe).online).toBeNull();
  });

  it.each([{ probe: { port: 0 } }, { probe: { port: 70_000 } }, { probe: { everySeconds: 0 } }, { ping: true }, 'ssh'])(
    'refuses %j',
    (online) => {
      expect(() => extended({ online })).toThrow(WorkflowError);
    },
  );
});
