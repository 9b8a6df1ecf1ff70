// Every recorded story, replayed: against the golden files beside it, and against the truth that was recorded apart from the logs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BackendView, RunView } from '../state-machines/view/view.ts';
import { inventoryOf, replayFolder, stories, storyFolder, type Replayed } from './state-machines/track/replay-logs.ts';

interface TruthNode {
  host: string;
  mac: string;
  ip: string;
  installed: boolean;
  runs: number;
  /** False: no inventory names it, and it is followed only where machines are discovered. */
  declared?: boolean;
  /** Of the last run. */
  stages: Record<string, string>;
}

/** Lines have whole seconds, and an access log's stamp is up to two seconds behind the request where TLS takes its time. */
const usualToleranceSeconds = 2.5;
const ways = [
  ['with its inventory', inventoryOf],
  ['without an inventory', () => undefined],
] as const;
interface Truth {
  /** Of daemons that tell a file when its transfer has ended. */
  toleranceSeconds?: number;
  nodes: TruthNode[];
  /** MACs of what only asked for an address: whether it will be installed, nothing tells. */
  visitors?: string[];
}

const truthOf = (story: string): Truth | undefined => {
  const file = join(storyFolder(story), 'truth.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Truth) : undefined;
};
const told = stories.flatMap((story) => {
  const truth = truthOf(story);
  if (!truth) return [];
  const toleranceMs = (truth.toleranceSeconds ?? usualToleranceSeconds) * 1_000;
  return ways.map(([way, inventory]) => {
    const nodes = truth.nodes.filter(({ declared = true }) => declared || inventory(story) === undefined);
    return { story, way, inventory, nodes, visitors: truth.visitors ?? [], toleranceMs };
  });
});

/** One JSON object a line. */
function transitionsText({ output }: Replayed): string {
  const lines = output.kept.flatMap(({ backend, transition: { observedAtMs, runId, kind, stage, success, status, message } }) =>
    kind === 'repeated'
      ? []
      : [JSON.stringify({ at: new Date(observedAtMs).toISOString(), backend, run: runId, kind, stage, success, status, message })],
  );
  return `${lines.join('\n')}\n`;
}

describe.each(stories)('%s', (story) => {
  it('gives the transitions and the checklist.log beside it', async () => {
    const replayed = await replayFolder(storyFolder(story), inventoryOf(story));
    await expect(transitionsText(replayed)).toMatchFileSnapshot(join(storyFolder(story), 'expected-transitions.jsonl'));
    await expect(`${replayed.output.checklist.join('\n')}\n`).toMatchFileSnapshot(join(storyFolder(story), 'expected-checklist.log'));
  });

  it.each(ways)('counts every line, and no error, %s', async (_, inventory) => {
    const { counter, kinds, observations, monitor } = await replayFolder(storyFolder(story), inventory(story));
    const { observation, irrelevant, unparsed } = kinds;
    expect({ lines: observation + irrelevant + unparsed, observations: observation, odd: unparsed }).toEqual({
      lines: counter.lines,
      observations: counter.observations,
      odd: counter.odd,
    });
    expect(monitor.dispatcher.counters).toMatchObject({ observations, errors: 0, unknownStage: 0 });
  });
});

describe.each(told)('$story $way', ({ story, inventory, nodes, visitors, toleranceMs }) => {
  it.each(nodes)('agrees with the truth of $host', async (node) => {
    const { views } = await replayFolder(storyFolder(story), inventory(story));
    const backend = backendOf(views, node);
    expect(backend.runs).toHaveLength(node.runs);
    expect(backend.status === 'installed').toBe(node.installed);
    expect(disagreements(backend.runs.at(-1), node, toleranceMs)).toEqual([]);
  });

  it('knows of no other install', async () => {
    const { views } = await replayFolder(storyFolder(story), inventory(story));
    expect(
      views
        .filter((view) => view.runs.length > 0 && !visitors.includes(view.mac ?? ''))
        .map((view) => view.mac ?? '')
        .toSorted(),
    ).toEqual(nodes.flatMap(({ mac, runs }) => (runs > 0 ? [mac] : [])).toSorted());
  });
});

function backendOf(views: readonly BackendView[], { mac }: TruthNode): BackendView {
  const backend = views.find((view) => view.mac === mac);
  if (!backend) throw new Error(`no backend has the MAC ${mac}`);
  return backend;
}

/** What was seen otherwise than it was, one text each. */
function disagreements(run: RunView | undefined, { stages }: TruthNode, toleranceMs: number): string[] {
  const seen = new Map(run?.stages.flatMap((stage) => (stage.count > 0 ? [[stage.name, stage.at ?? '']] : [])));
  const invented = [...seen.keys()].filter((name) => !(name in stages)).map((name) => `${name} was seen, and was not`);
  const wrong = Object.entries(stages).flatMap(([name, truth]) => {
    const at = seen.get(name);
    if (at === undefined) return [`${name} was not seen`];
    return Math.abs(Date.parse(at) - Date.parse(truth)) <= toleranceMs ? [] : [`${name} at ${at}, was ${truth}`];
  });
  return [...invented, ...wrong];
}

describe.each(ways)('profile-500 %s', (_, inventory) => {
  it('has a failed profile of backend-0-0, for the reason in the log', async () => {
    const { views } = await replayFolder(storyFolder('profile-500'), inventory('profile-500'));
    const run = views.find((view) => view.ip === '10.1.1.101')?.runs.at(-1);
    expect(run).toMatchObject({ status: 'failed', stage: 'Profile_XML_Sent', message: expect.stringContaining('" 500 571') });
    expect(run?.stages.find((stage) => stage.name === 'Profile_XML_Sent')).toMatchObject({ status: 'failed', count: 3 });
  });
});

const installers = ['debian-preseed', 'ubuntu-autoinstall', 'rhel', 'sles-15', 'fai', 'cobbler', 'xcat'];
describe.each(installers.flatMap((story) => ways.map(([way, inventory]) => ({ story, way, inventory }))))(
  '$story $way',
  ({ story, inventory }) => {
    it('is followed by the workflow of that name, which nobody named, in one run a machine', async () => {
      const { views } = await replayFolder(storyFolder(story), inventory(story));
      expect(views.map((view) => view.runs.map(({ workflow }) => workflow))).toEqual(views.map(() => [story]));
      expect(views.map((view) => view.status)).toEqual(story === 'rhel' ? ['installed', 'failed'] : ['installed']);
    });

    it('says that no installer wrote it', () => {
      expect(readFileSync(join(storyFolder(story), 'README.md'), 'utf8')).toContain('lines from public documents, not recorded');
    });
  },
);

/** Of each node's runs: status, and tries of its macro steps, those that failed with a stroke. */
const kadeployRuns: [string, Record<string, string[]>][] = [
  ['success', { 'node-1': ['installed 1 1 1'], 'node-2': ['installed 1 1 1'] }],
  ['failure', { 'node-1': ['installed 1 1 1'], 'node-2': ['failed 1✖ 2✖'] }],
  ['retry', { 'node-1': ['installed 1 1✖ 2 1'], 'node-2': ['installed 1 1✖ 2 1'] }],
  ['fallback', { 'node-1': ['installed 1 1 1'], 'node-2': ['installed 1 1 1✖ 2'] }],
  ['breakpoint', { 'node-1': ['waiting 1 1'], 'node-2': ['waiting 1 1'] }],
  ['abort', { 'node-1': ['abandoned 1'], 'node-2': ['abandoned 1'] }],
  ['log', { 'node-1': ['installed 1 1 1'], 'node-2': ['installed 1✖ 2 1 1✖ 2'], 'node-3': ['failed 1 1✖ 2✖ 3✖', 'installed 1 1 1'] }],
];

it.each(kadeployRuns)('kadeploy-3-%s has the runs and tries that its reader would tell', async (story, expected) => {
  const { views } = await replayFolder(storyFolder(`kadeploy-3-${story}`), undefined);
  const runsOf = views.map(({ host, runs }) => [
    host?.replace('.testbed.lan', ''),
    runs.map(({ status, tries }) => [status, ...tries.map(({ number, failed }) => `${number}${failed === null ? '' : '✖'}`)].join(' ')),
  ]);
  expect(Object.fromEntries(runsOf)).toEqual(expected);
});

it('kadeploy-2 has a run for each node of its table', async () => {
  const { views } = await replayFolder(storyFolder('kadeploy-2'), undefined);
  expect(views.map(({ host, status, runs: [run] }) => [host, status, run?.stage, run?.workflow])).toEqual([
    ['parasol01', 'installed', 'Deployed', 'kadeploy-2'],
    ['parasol02', 'failed', 'First_Reboot', 'kadeploy-2'],
    ['parasol03', 'failed', 'Last_Reboot', 'kadeploy-2'],
  ]);
});

describe('odd-lines', () => {
  it.each(ways)('believes no forged line, %s', async (_, inventory) => {
    const { views, output } = await replayFolder(storyFolder('odd-lines'), inventory('odd-lines'));
    const forged = views.filter((view) => view.mac === '52:54:00:aa:00:11' || view.ip === '10.1.1.102');
    expect(forged.flatMap((view) => view.runs)).toEqual([]);
    expect(forged.map((view) => view.lastHeardAt)).toEqual(forged.map(() => null));
    expect(output.checklist.filter((line) => line.startsWith('IP = 10.1.1.102'))).toEqual([]);
  });

  it('makes no backends of the names that the visitor gave itself', async () => {
    const { views } = await replayFolder(storyFolder('odd-lines'), undefined);
    expect(views.map((view) => view.id)).toEqual(['52:54:00:cc:00:01', '52:54:00:aa:00:10', '52:54:00:dd:00:01']);
    expect(views.map((view) => view.host)).toEqual([null, null, 'visitor']);
  });

  it('has no line that is odd: daemons wrote them all', async () => {
    const { counter } = await replayFolder(storyFolder('odd-lines'), inventoryOf('odd-lines'));
    expect(counter).toMatchObject({ odd: 0, oddExamples: [] });
  });
});
