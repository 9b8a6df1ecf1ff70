// The metrics of the service for Prometheus, collected on request.
import { Counter, Gauge, Registry as Figures } from 'prom-client';
import { statuses } from '../../state-machines/vocabulary.ts';
import type { Output, OutputFigures } from '../outputs/contract/output.ts';
import type { ServiceParts } from './service-parts.ts';

/** Everything `/metrics` shows, in the text format of Prometheus. */
export async function metricsText({ monitor, sources, feed, outputs }: ServiceParts): Promise<string> {
  const figures = new Figures();
  const registers = [figures];
  const labels = ['source', 'type'];
  const lines = new Counter({ name: 'checklist_source_lines_total', help: 'Lines or messages read', labelNames: labels, registers });
  const odd = new Counter({
    name: 'checklist_source_odd_total',
    help: 'Lines or messages that could not be understood',
    labelNames: labels,
    registers,
  });
  const observations = new Counter({
    name: 'checklist_source_observations_total',
    help: 'Lines that said something about an install',
    labelNames: labels,
    registers,
  });
  const alive = new Gauge({ name: 'checklist_source_alive', help: '1 while the source can be read', labelNames: labels, registers });
  for (const source of sources()) {
    const label = { source: source.name, type: source.type };
    lines.inc(label, source.lines);
    odd.inc(label, source.odd);
    observations.inc(label, source.observations);
    alive.set(label, source.alive ? 1 : 0);
  }
  const backends = new Gauge({ name: 'checklist_backends', help: 'Backends by status', labelNames: ['status'], registers });
  for (const status of statuses) backends.set({ status }, 0);
  for (const backend of monitor.registry.all()) backends.inc({ status: monitor.statusOf(backend) });
  const { transitions, unknownBackend, unknownStage, errors } = monitor.dispatcher.counters;
  new Counter({ name: 'checklist_transitions_total', help: 'Changes of runs', registers }).inc(transitions);
  new Counter({ name: 'checklist_unknown_backend_total', help: 'Observations of machines that are not followed', registers }).inc(
    unknownBackend,
  );
  new Counter({ name: 'checklist_unknown_stage_total', help: 'Reported stages that are in no workflow', registers }).inc(unknownStage);
  new Counter({ name: 'checklist_errors_total', help: 'Events that could not be processed', registers }).inc(errors);
  new Gauge({ name: 'checklist_queue_length', help: 'Observations waiting to be processed', registers }).set(monitor.queue.length);
  new Gauge({ name: 'checklist_feed_clients', help: 'Connected clients of the live feed', registers }).set(feed.clientCount);
  const letGo = new Counter({
    name: 'checklist_feed_clients_dropped_total',
    help: 'Browsers let go of because they were too slow or gave no answer',
    labelNames: ['reason'],
    registers,
  });
  letGo.inc({ reason: 'slow' }, feed.counters.dropped);
  letGo.inc({ reason: 'dead' }, feed.counters.dead);
  addOutputs(figures, outputs);
  return figures.metrics();
}

const outputFigures: readonly { name: keyof OutputFigures; help: string }[] = [
  { name: 'delivered', help: 'Changes that an output is done with' },
  { name: 'failures', help: 'Attempts of an output that failed and are repeated' },
  { name: 'dropped', help: 'Changes that an output could not keep and that no store has' },
];

/** Of those that count what they do: the outputs of `type: module`. */
function addOutputs(figures: Figures, outputs: readonly Output[]): void {
  const counting = outputs.flatMap((output) => (output.figures ? [{ name: output.name, now: output.figures() }] : []));
  const common = { labelNames: ['output'], registers: [figures] };
  const counters = outputFigures.map(({ name, help }) => ({
    name,
    counter: new Counter({ name: `checklist_output_${name}_total`, help, ...common }),
  }));
  const waiting = new Gauge({ name: 'checklist_output_waiting', help: 'Changes that wait in memory for an output', ...common });
  for (const { name: output, now } of counting) {
    for (const { name, counter } of counters) counter.inc({ output }, now[name]);
    waiting.set({ output }, now.waiting);
  }
}
