// Broker, service and writer of a round, started, struck down and started again as its plan says.
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PersistentMosquitto } from './broker.ts';
import { rotateChecklist } from './checklist-files.ts';
import type { Blow } from './plan.ts';
import { ServiceProcess, WriterProcess } from './processes.ts';
import { saveRound, serviceUrl, type Round } from './round-files.ts';
import type { Counts } from './talk.ts';

const followsWithinMs = 10_000;
/** What does not happen within this time is not waited for. */
const triggerMs = 1_500;

export class Field {
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

  async strike({ kind, at, trigger, delayMs, downMs, startupKillMs }: Blow): Promise<void> {
    await this.writer.reaches(at);
    if (trigger !== 'time') await Promise.race([trigger === 'commit' ? this.commits() : this.writer.publishes(), pause(triggerMs)]);
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

  /** Resolves when SQLite writes to its log. */
  private async commits(): Promise<void> {
    const bound = AbortSignal.timeout(triggerMs);
    const changes = watch(this.round.folder, { signal: bound });
    try {
      for await (const { filename } of changes) if (filename === 'store.db-wal') return;
    } catch {
      // Nothing was stored in this time.
    }
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
    rotateChecklist(this.round);
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
