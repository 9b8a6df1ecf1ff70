// `checklist replay`: sends finished logs through the same queue and machines as the live service, driven by the times in the lines.
import { createLog } from '../service/log.ts';
import { knownLogs } from '../inputs/catalogue.ts';
import { findLogs } from '../inputs/following/find-logs.ts';
import { Monitor } from '../core/monitor.ts';
import { checklistBlock, checklistLine } from '../outputs/contract/change-line.ts';
import type { Change } from '../core/change.ts';
import type { Output } from '../outputs/contract/output.ts';
import { findHostos, readFinishedHostos } from '../inputs/hostos/finished-hostos.ts';
import { readFinishedLog } from '../inputs/following/finished-log.ts';
import { LineCounter } from '../inputs/contract/line-counter.ts';
import { mergeByTime, type DatedLog } from '../inputs/following/merge-by-time.ts';
import { deploymentLines, findingLines } from '../terminal/deployment-lines.ts';
import { loadEnvironment } from '../settings/environment.ts';
import { withStandardInput } from './standard-input.ts';

export interface ReplayOptions {
  config?: string;
  inventory?: string;
  workflow?: string;
  year?: number;
  tz?: string;
  json?: boolean;
  log?: boolean;
  debug?: boolean;
}

/** Sets exit code 1 if a run failed. `-` among the paths is standard input. */
export async function replay(paths: readonly string[], options: ReplayOptions): Promise<void> {
  await withStandardInput(paths, (files) => replayFiles(files, options));
}

async function replayFiles(paths: readonly string[], options: ReplayOptions): Promise<void> {
  const { settings, workflows, variants, inventory } = await loadEnvironment(options.config, {
    looksAround: false,
    inventory: options.inventory,
    workflow: options.workflow,
  });
  const timeZone = options.tz ?? settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { hostos, rest } = findHostos(paths);
  const logs = rest.length === 0 && hostos ? [] : findLogs(rest, knownLogs, { timeZone, year: options.year, nowMs: Date.now });
  const counter = new LineCounter();
  const read: DatedLog[] = logs.map((files) => readFinishedLog({ ...files, counter }));
  if (hostos) read.push(readFinishedHostos(hostos, { timeZone, counter }));
  const log = createLog({ debug: options.debug ?? false });
  const outputs = options.log ? [new LinesToStdout()] : [];
  const { workflow, discovery } = settings;
  const monitor = new Monitor({ workflows, variants, workflow, inventory, discovery, outputs, log });
  const working = monitor.run();
  for await (const items of mergeByTime(read)) await monitor.queue.pushAll(items);
  monitor.queue.close();
  await working;
  if (!options.log) print(monitor, options.json ?? false);
  for (const { name, parser } of logs) for (const sentence of parser.corrections?.() ?? []) log.warn(`${name}: ${sentence}`);
  if (counter.odd > 0)
    log.warn(`${counter.odd} of ${counter.lines} lines were not understood; the last one: ${counter.oddExamples.at(-1)}`);
  const failed = [...monitor.registry.all()].some((backend) => backend.track.runs.some((run) => run.status === 'failed'));
  if (failed) process.exitCode = 1;
}

function print(monitor: Monitor, json: boolean): void {
  const backends = [...monitor.registry.all()];
  const deployments = monitor.dispatcher.deployments.all();
  if (json) {
    const views = backends.map((backend) => monitor.view(backend, Infinity));
    process.stdout.write(`${JSON.stringify({ backends: views, ...(deployments.length > 0 && { deployments }) }, null, 1)}\n`);
    return;
  }
  for (const backend of backends) {
    for (const run of backend.track.runs)
      process.stdout.write(`${[checklistBlock(backend, run), ...findingLines(run.findings)].join('\n')}\n\n`);
    process.stdout.write(`${backend.host ?? backend.ip ?? backend.id}: ${monitor.statusOf(backend)}\n\n`);
  }
  for (const deployment of deployments) process.stdout.write(`${deploymentLines(deployment).join('\n')}\n\n`);
}

class LinesToStdout implements Output {
  readonly name = 'stdout';

  take(change: Change): void {
    if (change.type !== 'transition' || change.transition.kind === 'repeated' || change.transition.kind === 'dissolved') return;
    process.stdout.write(`${checklistLine(change.backend, change.transition)}\n`);
  }

  async close(): Promise<void> {}
}
