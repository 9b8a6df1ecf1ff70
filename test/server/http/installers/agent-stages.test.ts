// What the helper reports must be stages of the workflow that the machine follows beside whose installer it looks, in that workflow's order:
// what it has no stage for, the monitor refuses.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkInstall } from '../../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import { repository } from '../../../program.ts';
import { workflowCalled } from '../../../state-machines/track/play-track.ts';

const script = readFileSync(`${repository}server/http/installers/agent.sh`, 'utf8');
/** The stage and the rest of every call of the function `name`. */
const calls = (name: string): [stage: string, rest: string][] =>
  [...script.matchAll(new RegExp(`\\b${name} ([A-Z]\\w+)(.*)`, 'g'))].map(([, stage = '', rest = '']) => [stage, rest]);
const stagesFrom = (logs: RegExp): string[] => calls('milestone').flatMap(([stage, rest]) => (logs.test(rest) ? [stage] : []));
const steps = calls('step').map(([stage]) => stage);
const stepsOfRedHat = steps.filter((stage) => stage !== 'AUTOINST_Present');

it('the script is read as it is written', () => {
  expect(steps).toEqual(['SSH_Open', 'AUTOINST_Present', 'Partition_XML_Present', 'Ludicrous_Started', 'Ludicrous_Populated']);
  expect(calls('milestone').length).toBe(stagesFrom(/anaconda/).length + stagesFrom(/installer/).length + stagesFrom(/syslog/).length);
});

describe.each([
  ['rhel', stagesFrom(/anaconda/)],
  ['ubuntu-autoinstall', stagesFrom(/installer/)],
  ['debian-preseed', stagesFrom(/syslog/)],
  ['sles-15', steps],
  ['stacki-sles-11', steps],
  ['stacki-sles-12', steps],
  ['rhel', stepsOfRedHat],
  ['stacki-redhat-7', stepsOfRedHat],
])('%s', (name, stages) => {
  const { index } = workflowCalled(name);
  it.each(stages)('has the stage %s', (stage) => {
    expect(index.has(stage)).toBe(true);
  });

  it('has them in the order in which they come', () => {
    const places = stages.map((stage) => index.get(stage) ?? -1);
    expect(places.length).toBeGreaterThan(1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

/** Beside the installers of those only it looks for waits and stalls. */
const installs = [...builtInWorkflows.values()].filter(({ deployer }) => deployer === networkInstall).map(({ name }) => name);
it.each(installs)('%s has what the helper reports of any installer', (name) => {
  const any = calls('report').map(([stage]) => stage);
  expect(any).toEqual(expect.arrayContaining(['Install_Wait', 'Installation_Stalled']));
  expect(any.filter((stage) => !workflowCalled(name).index.has(stage))).toEqual([]);
});
