import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { viewRun, type RunView } from '../../../state-machines/view/view.ts';
import type { Attempt, InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { Dispatcher } from '../../../server/core/dispatcher.ts';
import { Registry } from '../../../server/core/registry.ts';
import type { Change } from '../../../server/core/change.ts';
import { observation, startMs } from './changes.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { readingOf } from '../../../server/core/queue.ts';

/** A deployer that is nobody's: two macro steps, the second of which is done in two ways. */
const kiln = parseWorkflow(
  {
    name: 'kiln',
    title: 'Kiln',
    deployer: 'Kiln',
    recognise: [{ event: 'kiln/*' }],
    steps: [
      { name: 'Fill', tries: 2 },
      { name: 'Fire', limitSeconds: 100 },
    ],
    rules: [
      { name: 'left-out', rule: 'order', text: 'everything comes in its order', remedy: 'deploy it' },
      { name: 'older', rule: 'no-older-version', text: 'nothing is replaced by something older' },
      { name: 'major', rule: 'same-major-version', text: 'all is of one major version' },
    ],
    stages: [
      { name: 'Fill_clay', group: 'installer', step: 'Fill', seen: [{ event: 'kiln/clay' }] },
      { name: 'Fill_glaze', group: 'installer', step: 'Fill', optional: true, seen: [{ event: 'kiln/glaze' }] },
      { name: 'Fire_light', group: 'reboot', step: 'Fire', seen: [{ event: 'kiln/light' }] },
      { name: 'Fire_burn', group: 'reboot', step: 'Fire', seen: [{ event: 'kiln/burn' }] },
      { name: 'Cool', group: 'reboot', role: 'end', seen: [{ event: 'kiln/cool' }] },
      { name: 'Held', group: 'installer', role: 'held', seen: [{ event: 'kiln/held' }] },
    ],
  },
  builtInWorkflows,
);
const ways: Record<string, Attempt> = {
  gas: { implementation: 'gas', allowed: null, limitSeconds: null },
  wood: { implementation: 'wood', allowed: null, limitSeconds: 50 },
};

/** `clay 1`, `clay! 2` (an error), `light/gas 3`, `clay=2.1.0 1` (a version), `END 9` (a last word), `time 200`; `@2` behind it: of the second deployment. */
function play(steps: string): { runs: RunView[]; kinds: string[] } {
  const changes: Change[] = [];
  const registry = new Registry();
  const workflows = new Map([...builtInWorkflows, [kiln.name, kiln]]);
  const defaultWorkflow = builtInWorkflows.get('stacki-sles-12') ?? kiln;
  const { log } = keptLog();
  const dispatcher = new Dispatcher({
    registry,
    workflows,
    defaultWorkflow,
    discovery: false,
    onChange: (change) => void changes.push(change),
    log,
  });
  for (const step of steps.split(', ')) {
    const [, what = '', error, way, version, seconds, which = '1'] =
      /^([A-Za-z]+)(!?)(?:\/(\w+))?(?:=(\S+))? (\d+)(?:@(\d))?$/.exec(step) ?? [];
    const atMs = startMs + Number(seconds) * 1000;
    const of = { who: { host: 'pot-1' }, observedAtMs: atMs, receivedAtMs: atMs };
    if (what === 'time') dispatcher.dispatch({ kind: 'time', nowMs: atMs });
    else if (what === 'dhcp') dispatcher.dispatch(readingOf(observation({ kind: 'dhcp', message: 'DISCOVER', note: null }, of)));
    else {
      const part = what === 'GIVENUP' ? 'install' : what === 'STOPPED' ? 'abandoned' : null;
      const attempt = way === undefined ? undefined : ways[way];
      const sight: InstallerEvent = {
        kind: 'event',
        name: `kiln/${what}`,
        phase: 'start',
        error: error === '!',
        part,
        text: `${what} says so`,
        ...(attempt && { attempt }),
        ...(version !== undefined && { version }),
      };
      const seen = observation(sight, of);
      dispatcher.dispatch(readingOf({ ...seen, deployment: `kiln:${which}` }));
    }
  }
  const kinds = changes.map((change) =>
    change.type === 'transition' ? `${change.transition.kind} ${change.transition.stage}` : change.type,
  );
  return { runs: (registry.get('pot-1')?.track.runs ?? []).map(viewRun), kinds };
}

const inWords = ({ status, stages, tries, findings }: RunView): string =>
  [
    status,
    ...stages.filter((stage) => stage.at !== null).map((stage) => `${stage.name}${stage.status === 'done' ? '' : ` ${stage.status}`}`),
    ...tries
      .filter(({ number }) => number > 1)
      .map(({ step, implementation, number }) => `${step} try ${number}${implementation ? ` by ${implementation}` : ''}`),
    ...findings.map(({ rule }) => `found ${rule}`),
  ].join(', ');

describe('a run of a deployment', () => {
  it.for([
    ['goes through', 'clay 1, glaze 2, light 3, burn 4, cool 5', ['installed, Fill_clay, Fill_glaze, Fire_light, Fire_burn, Cool']],
    ['goes on after a try that failed', 'clay 1, glaze! 2', ['installing, Fill_clay, Fill_glaze failed']],
    ['begins the step anew', 'clay 1, glaze! 2, clay 3', ['installing, Fill_clay, Fill try 2']],
    ['has failed when no try is left', 'clay 1, glaze! 2, clay 3, glaze! 4', ['failed, Fill_clay, Fill_glaze failed, Fill try 2']],
    ['has failed when the deployer gives up', 'clay 1, light 2, light! 3, GIVENUP! 4', ['failed, Fill_clay, Fire_light failed']],
    [
      'is tried in another way',
      'clay 1, light/gas 2, light!/gas 3, light/wood 4, burn/wood 5, cool 6',
      ['installed, Fill_clay, Fire_light, Fire_burn, Cool, Fire try 2 by wood'],
    ],
    [
      'shows a try that nobody saw fail, by its way',
      'clay 1, light/gas 2, burn/gas 3, light/wood 4',
      ['installing, Fill_clay, Fire_light, Fire try 2 by wood'],
    ],
    [
      'shows a try that nobody saw fail, as it is further back',
      'clay 1, light 2, burn 3, light 4',
      ['installing, Fill_clay, Fire_light, Fire try 2'],
    ],
    ['is no other try when the same is told again', 'clay 1, light 2, light 3, burn 4', ['installing, Fill_clay, Fire_light, Fire_burn']],
    [
      'recovers from what was thought the end',
      'clay 1, glaze! 2, clay 3, glaze! 4, clay 5, light 6',
      ['installing, Fill_clay, Fire_light, Fill try 2, Fill try 3'],
    ],
    ['is held at a breakpoint, and nothing changes that', 'clay 1, held 2, light 3, cool 4', ['waiting, Fill_clay, Held']],
    ['is abandoned when somebody stops it', 'clay 1, STOPPED 2, light 3', ['abandoned, Fill_clay']],
    ['ends with the next deployment', 'clay 1, light 5@2', ['abandoned, Fill_clay', 'installing, Fire_light, found left-out']],
    ['is not disturbed by the one before', 'clay 1, clay 5@2, light 6', ['abandoned, Fill_clay', 'installing, Fill_clay']],
    ['is not disturbed by what the machine does meanwhile', 'clay 1, dhcp 2, light 3', ['installing, Fill_clay, Fire_light']],
    ['is late when a try takes too long', 'clay 1, light 2, burn 50, time 104', ['late, Fill_clay, Fire_light, Fire_burn, Cool late']],
    ['has the time that the deployer says', 'clay 1, light/wood 2, time 54', ['late, Fill_clay, Fire_light, Fire_burn late']],
    [
      'has time for the next try after one that failed',
      'clay 1, light 2, light! 95, time 190',
      ['installing, Fill_clay, Fire_light failed'],
    ],
    ['breaks the order by leaving out', 'clay 1, burn 2', ['installing, Fill_clay, Fire_burn, found left-out']],
    [
      'breaks the order by coming late',
      'clay 1, light 2, burn 3, glaze 4',
      ['installing, Fill_clay, Fill_glaze, Fire_light, Fire_burn, found left-out'],
    ],
    [
      'replaces by something older',
      'clay=2.1.10 1, cool 2, clay=2.1.9 5@2',
      ['installed, Fill_clay, Cool, found left-out', 'installing, Fill_clay, found older'],
    ],
    [
      'replaces by something newer',
      'clay=2.1.9 1, light 2, burn 3, cool 4, clay=2.1.10 5@2',
      ['installed, Fill_clay, Fire_light, Fire_burn, Cool', 'installing, Fill_clay'],
    ],
    ['mixes major versions', 'clay=3.1.0 1, light=2.9.0 2', ['installing, Fill_clay, Fire_light, found major']],
  ] as const)('%s: %s', ([, steps, runs]) => {
    expect(play(steps).runs.map(inWords)).toEqual(runs);
  });

  it('tells a try in vain apart from a failure', () => {
    expect(play('clay 1, glaze! 2, clay 3, glaze! 4').kinds).toEqual([
      'reached Fill_clay',
      'tried Fill_glaze',
      'reached Fill_clay',
      'failed Fill_glaze',
    ]);
  });

  it('counts a failure once, when the deployer gives up over it', () => {
    const [run] = play('clay 1, light 2, light! 3, GIVENUP! 4').runs;
    expect(run?.stages.find(({ name }) => name === 'Fire_light')).toMatchObject({ status: 'failed', count: 1, message: 'GIVENUP says so' });
  });

  it('passes on the words that its workflow has no stage for', () => {
    const [run] = play('clay 1, unheardof 2').runs;
    expect(run).toMatchObject({ status: 'installing', message: 'unheardof says so' });
  });

  it('says what a broken rule means, and its remedy', () => {
    const [run] = play('clay 1, burn 2').runs;
    expect(run?.findings).toMatchObject([
      {
        rule: 'left-out',
        text: 'everything comes in its order: Fire_light left out before Fire_burn',
        remedy: 'deploy it',
        stage: 'Fire_burn',
      },
    ]);
  });
});
