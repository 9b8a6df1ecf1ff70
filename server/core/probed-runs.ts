// Runs that the probe must check: those that have handed over to the disk, if their workflow enables the probe.
import type { Run } from '../../state-machines/run/run.ts';
import type { StageRole } from '../../state-machines/vocabulary.ts';
import type { Probed } from './candidates.ts';
import type { Backend, Registry } from './registry.ts';

export function* probedRuns(registry: Registry): Generator<Probed> {
  for (const backend of registry.all()) {
    const run = backend.track.open;
    const probed = run && probedRun(backend, run);
    if (probed) yield probed;
  }
}

function probedRun({ ip, mac }: Backend, run: Run): Probed | undefined {
  const { online } = run.workflow;
  const hasRebooted = isDone(run, 'disk-boot');
  if (!online || ip === null || (!hasRebooted && !isDone(run, 'handover')) || run.status === 'stalled') return undefined;
  const { port, everySeconds } = online.probe;
  return { id: run.id, who: mac === null ? { ip } : { mac }, ip, port, everySeconds, hasRebooted };
}

function isDone(run: Run, role: StageRole): boolean {
  return run.workflow.stages.some((stage) => stage.role === role && run.recordOf(stage)?.status === 'done');
}
