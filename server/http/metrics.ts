// The figures of the service for Prometheus, collected when they are asked for.
import { Counter, Gauge, Registry as Figures } from 'prom-client';
import { statuses } from '../../state-machines/vocabulary.ts';
import type { ServiceParts } from './service-parts.ts';

/** Everything `/metrics` shows, in Prometheus' text form. */
export async function metricsText({ monitor, sources, feed }: ServiceParts): Promise<string> {
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
  new Counter({ name: 'checklist_unknown_stage_total', help: 'Reported stages that no workflow has', registers }).inc(unknownStage);
  new Counter({ name: 'checklist_errors_total', help: 'Events that could not be processed', registers }).inc(errors);
  new Gauge({ name: 'checklist_queue_length', help: 'Observations waiting for the machines', registers }).set(monitor.queue.length);
  new Gauge({ name: 'checklist_feed_clients', help: 'Browsers that listen', registers }).set(feed.clientCount);
  const letGo = new Counter({
    name: 'checklist_feed_clients_dropped_total',
    help: 'Browsers let go of because they were too slow or gave no answer',
    labelNames: ['reason'],
    registers,
  });
  letGo.inc({ reason: 'slow' }, feed.counters.dropped);
  letGo.inc({ reason: 'dead' }, feed.counters.dead);
  return figures.metrics();
}
