// Creates the outputs in the catalogue. Each catches up on the changes it has missed before it gets the first live one.
import { randomUUID } from 'node:crypto';
import type { Monitor } from '../core/monitor.ts';
import { outputCatalogue } from '../outputs/catalogue.ts';
import type { Fleet, OutputParts } from '../outputs/contract/description.ts';
import type { Output } from '../outputs/contract/output.ts';
import type { Past } from '../outputs/contract/past.ts';
import { LiveFeed } from '../outputs/live-feed/live-feed.ts';
import { TypicalTimesOutput } from '../outputs/typical-times/typical-times.ts';
import type { History } from '../store/history.ts';
import type { StartContext } from './context.ts';
import { buildOf, webRoot } from './version.ts';

export interface OpenOutputs {
  all: readonly Output[];
  /** The outputs that the HTTP server reads. */
  feed: LiveFeed;
  typical: TypicalTimesOutput;
}

export async function openOutputs(context: StartContext, monitor: Monitor, history: History | undefined): Promise<OpenOutputs> {
  const { options, closers } = context;
  const parts = partsOf(context, monitor, history);
  const all: Output[] = [];
  closers.add('outputs', () => Promise.all(all.map((output) => output.close())));
  for (const description of outputCatalogue) all.push(...description.create(options.settings, parts));
  all.push(...(options.outputs ?? []));
  for (const output of all) {
    await output.start?.();
    monitor.sendTo(output);
  }
  return { all, feed: one(all, LiveFeed), typical: one(all, TypicalTimesOutput) };
}

function partsOf({ options, log, nowMs }: StartContext, monitor: Monitor, history: History | undefined): OutputParts {
  return {
    fleet: fleetOf(monitor),
    past: (name) => history && pastOf(history, monitor, name),
    installedRuns: (workflow, limit) => history?.installedRuns(workflow, limit) ?? [],
    console: options.console,
    log,
    nowMs,
    version: buildOf(webRoot),
    boot: history?.numbering ?? randomUUID(),
  };
}

function fleetOf(monitor: Monitor): Fleet {
  return {
    view: (backend) => monitor.view(backend),
    summary: (backend) => monitor.summary(backend),
    backends: () => monitor.registry.all(),
    workflows: () => monitor.workflows,
    deployments: () => monitor.dispatcher.deployments.all(),
    seq: () => monitor.seq,
  };
}

function pastOf(history: History, monitor: Monitor, name: string): Past {
  const position = history.state.facts.get(name);
  return {
    position: position === undefined ? undefined : Number(position),
    last: () => monitor.seq,
    done: (seq) => history.recorder.note(name, String(seq)),
    after: (seq, limit) => history.changesAfter(seq, limit, monitor.registry),
  };
}

function one<Kind extends Output>(all: readonly Output[], kind: new (...options: never[]) => Kind): Kind {
  const found = all.find((output): output is Kind => output instanceof kind);
  if (!found) throw new Error(`the catalogue has no ${kind.name}`);
  return found;
}
