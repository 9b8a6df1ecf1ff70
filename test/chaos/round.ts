// One round: broker, service and writer are started, the blows of its plan fall, and in the end what is stored is compared with an
// undisturbed replay.
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { PersistentMosquitto } from './broker.ts';
import { compare, type Differences } from './compare.ts';
import { logNames, markerInventory } from './markers.ts';
import { readStored, replayUndisturbed } from './outcome.ts';
import type { Blow, Plan } from './plan.ts';
import { ServiceProcess, WriterProcess } from './processes.ts';
import { copyFolder, inventoryPath, logPath, saveRound, serviceUrl, type Round } from './round-files.ts';
import { readStory, storyFolder } from './story-lines.ts';
import type { Counts } from './talk.ts';

export interface RoundResult extends Differences {
  plan: Plan;
  counts: Counts;
  kills: number;
  brokerKills: number;
  expected: number;
  folder: string;
}

const followsWithinMs = 10_000;

async function prepare(plan: Plan): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), `checklist-chaos-${plan.seed}-`));
  const storyEndMs = Math.max(...readStory(plan.story).map(({ atMs }) => atMs));
  const clockOffsetMs = storyEndMs + 60_000 - Date.now();
  const round: Round = { folder, plan, httpPort: await freePort(), mqttPort: await freePort(), clockOffsetMs };
  mkdirSync(join(folder, 'logs'));
  mkdirSync(copyFolder(round));
  writeFileSync(inventoryPath(round), readFileSync(join(storyFolder(plan.story), 'inventory.yaml'), 'utf8') + markerInventory);
  // Older lines, which are nobody's: only who begins at the end does not see them.
  if (plan.from === 'end')
    for (const name of logNames) appendFileSync(logPath(round, name), readFileSync(join(storyFolder('odd-lines'), name)));
  return round;
}

/** Keeps the folder when `keep`. */
export async function playRound(plan: Plan, { keep }: { keep: boolean }): Promise<RoundResult> {
  const round = await prepare(plan);
  const field = new Field(round);
  try {
    await field.begin();
    for (const blow of plan.blows) await field.strike(blow);
    const counts = await field.finish();
    const expected = await replayUndisturbed(round);
    const differences = compare(expected, readStored(round));
    const { kills, brokerKills } = field;
    return { plan, counts, kills, brokerKills, expected: expected.transitions.length, ...differences, folder: round.folder };
  } finally {
    await field.clear();
    if (!keep) rmSync(round.folder, { recursive: true, force: true });
  }
}

class Field {
  kills = 0;
  brokerKills = 0;
  private readonly round: Round;
  private readonly roundFile: string;
  private readonly broker: PersistentMosquitto | undefined;
  private readonly writer: WriterProcess;
  private service: ServiceProcess | undefined;

  constructor(round: Round) {
    this.round = round;
    this.roundFile = saveRound(round);
    this.broker = round.plan.broker === 'mosquitto' ? new PersistentMosquitto(round.folder, round.mqttPort) : undefined;
    this.writer = new WriterProcess(this.roundFile, join(round.folder, 'writer.log'));
  }

  async begin(): Promise<void> {
    await this.broker?.start();
    await this.startService();
  }

  async strike({ kind, at, delayMs, downMs, startupKillMs }: Blow): Promise<void> {
    await this.writer.reaches(at);
    await pause(delayMs);
    if (kind === 'broker') return this.restartBroker(downMs);
    if (kind === 'stop') await this.service?.stop();
    else await this.killService();
    await this.writer.tell({ kind: 'service', state: 'down' });
    if (kind === 'reboot') await this.reboot(downMs);
    else await pause(downMs);
    if (startupKillMs !== null) await this.startInVain(startupKillMs);
    await this.startService();
  }

  /** What the writer counted, when everything is read and the service has stopped. */
  async finish(): Promise<Counts> {
    const counts = await this.writer.tell({ kind: 'finish' });
    await this.service?.stop();
    return counts;
  }

  async clear(): Promise<void> {
    await Promise.allSettled([this.service?.kill(), this.writer.end(), this.broker?.kill()]);
  }

  private async startService(): Promise<void> {
    await this.writer.tell({ kind: 'service', state: 'starting' });
    this.service = new ServiceProcess(this.roundFile, join(this.round.folder, 'service.log'));
    await this.service.ready();
    await this.follows();
    await this.writer.tell({ kind: 'service', state: 'up' });
  }

  private async startInVain(ms: number): Promise<void> {
    await this.writer.tell({ kind: 'service', state: 'starting' });
    this.service = new ServiceProcess(this.roundFile, join(this.round.folder, 'service.log'));
    await Promise.race([pause(ms), this.service.ready().catch(() => {})]);
    await this.killService();
    await this.writer.tell({ kind: 'service', state: 'down' });
  }

  private async killService(): Promise<void> {
    await this.service?.kill();
    this.kills++;
  }

  private async restartBroker(downMs: number): Promise<void> {
    await this.killBroker();
    await pause(downMs);
    await this.broker?.start();
    await this.writer.tell({ kind: 'publish' });
  }

  private async killBroker(): Promise<void> {
    if (!this.broker) return;
    await this.writer.tell({ kind: 'quiet' });
    await this.broker.kill();
    this.brokerKills++;
  }

  private async reboot(downMs: number): Promise<void> {
    await this.killBroker();
    await this.writer.tell({ kind: 'rotate' });
    await pause(downMs);
    await this.broker?.start();
    await this.writer.tell({ kind: 'publish' });
  }

  /** Until it has subscribed: a broker that knows of no subscriber keeps nothing. */
  private async follows(): Promise<void> {
    const untilMs = Date.now() + followsWithinMs;
    while (!(await this.subscribed())) {
      if (Date.now() > untilMs) throw new Error('the service does not get its broker');
      await pause(10);
    }
  }

  private async subscribed(): Promise<boolean> {
    try {
      const answer = await fetch(`${serviceUrl(this.round)}/api/v1/sources`, { signal: AbortSignal.timeout(2_000) });
      const { sources } = (await answer.json()) as { sources: { type: string; alive: boolean }[] };
      return sources.every(({ type, alive }) => type !== 'mqtt' || alive);
    } catch {
      return false;
    }
  }
}
