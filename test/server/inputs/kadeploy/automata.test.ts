import { expect, it } from 'vitest';
import { KadeployAutomata } from '../../../../server/inputs/kadeploy/automata.ts';

/** As `kadeploy3 -I` prints it. */
const printed = [
  'Kadeploy server configuration:',
  '  Automata configuration:',
  '    hercule:',
  '      SetDeploymentEnv: SetDeploymentEnvUntrusted,1,600',
  '      BootNewEnv: BootNewEnvKexec,0,180; BootNewEnvHardReboot,2,900',
  '    nova:',
  '      SetDeploymentMiniOS: SetDeploymentMiniOSUntrusted,0,300',
];

function read(lines: readonly string[]): KadeployAutomata {
  const automata = new KadeployAutomata();
  for (const line of lines) automata.take(line);
  return automata;
}

it('each machine has the steps of its cluster, whose name its own begins with', () => {
  const automata = read(printed);
  expect(automata.of('hercule-3.lyon.grid5000.fr')).toEqual(
    new Map([
      ['SetDeploymentEnv', [{ name: 'SetDeploymentEnvUntrusted', retries: 1, timeout: 600 }]],
      [
        'BootNewEnv',
        [
          { name: 'BootNewEnvKexec', retries: 0, timeout: 180 },
          { name: 'BootNewEnvHardReboot', retries: 2, timeout: 900 },
        ],
      ],
    ]),
  );
});

it('a newer name of a step is entered under the older one', () => {
  expect([...(read(printed).of('nova-1')?.keys() ?? [])]).toEqual(['SetDeploymentEnv']);
});

it('all on one line is the same', () => {
  const one = read([printed.map((line) => line.trim()).join(' ')]);
  expect(one.of('hercule-1')).toEqual(read(printed).of('hercule-1'));
  expect(one.of('nova-1')).toEqual(read(printed).of('nova-1'));
});

it('a machine of a cluster that is not there has none; where there is one cluster only, its', () => {
  expect(read(printed).of('other-1')).toBeUndefined();
  expect(read(printed.slice(0, 5)).of('other-1')).toEqual(read(printed).of('hercule-1'));
  expect(read([]).of('hercule-1')).toBeUndefined();
});

it('lines are of the text from its heading until it is closed', () => {
  const automata = new KadeployAutomata();
  expect(automata.take('hercule: BootNewEnv: BootNewEnvKexec,0,180')).toBe(false);
  expect(automata.take('Automata configuration:')).toBe(true);
  expect(automata.take('hercule: BootNewEnv: BootNewEnvKexec,0,180')).toBe(true);
  automata.close();
  expect(automata.take('nova: BootNewEnv: BootNewEnvKexec,0,1')).toBe(false);
  expect(automata.of('nova-1')?.get('BootNewEnv')).toEqual([{ name: 'BootNewEnvKexec', retries: 0, timeout: 180 }]);
});
