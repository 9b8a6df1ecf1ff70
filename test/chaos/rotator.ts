// Rotates the logs now and then, in each of the ways in which logs are rotated.
import type { Gate } from './gate.ts';
import { logNames, type LogName } from './markers.ts';
import type { Random } from './random.ts';
import type { Counts } from './talk.ts';
import type { WrittenLog } from './written-log.ts';

export interface RotatorOptions {
  logs: Readonly<Record<LogName, WrittenLog>>;
  gate: Gate;
  random: Random;
  counts: Counts;
  copyTruncate: boolean;
}

type Kind = keyof Counts['rotations'];
const probability = 0.12;
const kinds: readonly Kind[] = ['rename', 'rename', 'rename', 'twice', 'gzip', 'delete'];

export class Rotator {
  private readonly options: RotatorOptions;

  constructor(options: RotatorOptions) {
    this.options = options;
  }

  /** Not before the service was up once: what is rotated away before its first start is none of its business. */
  async perhaps(): Promise<void> {
    const { random, gate, copyTruncate } = this.options;
    if (!gate.wasUp || !random.chance(probability)) return;
    const name = random.pick(logNames);
    const kind = random.pick<Kind>(copyTruncate ? [...kinds, 'copytruncate', 'copytruncate'] : kinds);
    if (await this.rotate(name, kind)) this.options.counts.rotations[kind]++;
  }

  /** As it happens while the service is down. */
  all(): void {
    const { logs, counts, random } = this.options;
    for (const name of logNames) if (logs[name].rotate(random.integer(0, 2))) counts.rotations.reboot++;
  }

  private async rotate(name: LogName, kind: Kind): Promise<boolean> {
    const { logs, gate, random, counts } = this.options;
    const log = logs[name];
    switch (kind) {
      case 'twice':
        return log.rotate(0) && log.rotate(random.integer(0, 1));
      case 'gzip':
        return log.compress();
      case 'delete':
        // Whoever is down when a log is deleted can't have read it.
        return (await gate.pass(name)) && log.deleteAndCreate();
      case 'copytruncate':
        counts.atRisk += log.unread;
        return log.copyTruncate();
      case 'rename':
      case 'reboot':
        return log.rotate(random.integer(0, 3));
    }
  }
}
