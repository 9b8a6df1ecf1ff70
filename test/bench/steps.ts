// `npm run bench:steps`: steps of a run's machine, as state-machines/run/step.ts takes them and as the documented function of xstate does.
import { transition } from 'xstate';
import { machineOf } from '../../state-machines/run/machine.ts';
import type { MachineEvent, RunSnapshot } from '../../state-machines/run/run-state.ts';
import { firstSnapshot, nextSnapshot } from '../../state-machines/run/step.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../state-machines/workflow/built-in.ts';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';
import { compare, judge, keepFigures, ratioOf } from './rounds.ts';

const runs = 10_000;
const workflow = defaultWorkflow();
const machine = machineOf(workflow);
/** A run that is well: seven stages in their order. */
const events: readonly MachineEvent[] = workflow.stages.slice(0, 7).map((stage, n) => ({
  type: 'OBSERVED',
  stage,
  error: false,
  message: null,
  atMs: n * 1000,
  evidence: null,
}));

function defaultWorkflow(): Workflow {
  const found = builtInWorkflows.get(defaultWorkflowName);
  if (!found) throw new Error(`no workflow is called ${defaultWorkflowName}`);
  return found;
}

const repeated = (run: () => void) => (): void => {
  for (let n = 0; n < runs; n++) run();
};

function ours(): void {
  let snapshot: RunSnapshot = firstSnapshot(workflow);
  for (const event of events) snapshot = nextSnapshot(workflow, snapshot, event);
}

function byTransition(): void {
  let snapshot = machine.resolveState(firstSnapshot(workflow));
  for (const event of events) [snapshot] = transition(machine, snapshot, event);
}

const [own, documented] = ['step.ts', 'transition of xstate'];
const figures = await compare({
  title: `${(runs * events.length).toLocaleString('en')} steps of runs that are well`,
  unit: 'steps',
  count: runs * events.length,
  rows: [
    { name: documented, run: repeated(byTransition) },
    { name: own, run: repeated(ours) },
  ],
});
judge({ what: own, value: ratioOf(figures, own, documented), unit: `× ${documented}`, floor: 1.5, better: 'more' });
keepFigures();
