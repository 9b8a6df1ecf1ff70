// The whole service on free ports of loopback, in a scratch folder, with a clock that stands still unless a test moves it.
import { onTestFinished } from 'vitest';
import type { DeclaredBackend } from '../../../server/core/registry.ts';
import { startService, type Service } from '../../../server/service/service.ts';
import { parseSettings } from '../../../server/settings/settings.ts';
import type { Change } from '../../../server/core/change.ts';
import type { Output } from '../../../server/outputs/contract/output.ts';
import { loadWorkflows } from '../../../server/settings/workflow-files.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import { observation, startMs } from '../core/changes.ts';
import { Seen } from '../core/seen.ts';
import { keptLog, type Said } from '../inputs/following/silent-log.ts';
import { readingOf } from '../../../server/core/queue.ts';

export interface TestService extends Service {
  /** What the service's own log was told. */
  said: Seen<Said>;
  /** Every change that went through the machines. */
  changes: Seen<Change>;
  /** Gives an observation to the machines; resolves when the change that it makes is out. */
  see(...parts: Parameters<typeof observation>): Promise<Change>;
}

export interface TestServiceOptions {
  settings?: object;
  inventory?: readonly DeclaredBackend[];
  nowMs?: () => number;
  workflows?: ReadonlyMap<string, Workflow>;
}

/** `folder`: where checklist.log goes. Without sources and broker unless `settings` say otherwise. */
export async function startTestService(
  folder: string,
  { settings = {}, inventory, nowMs = () => startMs, workflows = loadWorkflows(undefined) }: TestServiceOptions = {},
): Promise<TestService> {
  const changes = new Seen<Change>();
  const recorder: Output = { name: 'recorder', take: (change) => changes.add(change), close: async () => {} };
  const { log, said } = keptLog();
  const base = { sources: [], log: { path: `${folder}/checklist.log` }, http: { port: 0 }, mqtt: { port: 0 }, dns: false };
  const service = await startService({
    settings: parseSettings({ ...base, ...settings }, 'test'),
    settingsFile: null,
    workflows,
    inventory: inventory && [...inventory],
    log,
    outputs: [recorder],
    nowMs,
  });
  onTestFinished(() => service.stop());
  const see: TestService['see'] = async (...parts) => {
    const made = changes.next();
    await service.monitor.queue.push(readingOf(observation(...parts)));
    return made;
  };
  return { ...service, changes, said, see };
}
