// What happens in one round, settled by its seed before it begins: the story, the broker, and when who is killed.
import { Random } from './random.ts';

export const chaosStories = ['clean', 'four-at-once', 'profile-500', 'silent-death', 'reinstall-loop'] as const;

/** Something that is done to the service or its broker. */
export interface Blow {
  /** kill: -9 · stop: SIGTERM · broker: -9 for Mosquitto alone · reboot: everything dies, and the logs are rotated before it is back. */
  kind: 'kill' | 'stop' | 'broker' | 'reboot';
  /** Share of the story's lines that are written before. */
  at: number;
  /** What is waited for then: nothing · commit: the store is being written · publish: a health message is on its way. */
  trigger: 'time' | 'commit' | 'publish';
  /** From then on. */
  delayMs: number;
  downMs: number;
  /** The next start is killed after this time, perhaps before it is up; null: it is let be. */
  startupKillMs: number | null;
}

export interface Plan {
  seed: number;
  story: string;
  broker: 'mosquitto' | 'embedded';
  /** end: there are older lines, and the service is up before the first of ours. */
  from: 'beginning' | 'end';
  /** How rotated files are called. */
  naming: 'number' | 'date';
  /** Logs are copied and emptied too, which may lose lines. */
  copyTruncate: boolean;
  blows: Blow[];
}

export interface PlanOptions {
  seed: number;
  /** At most so many blows; 4 when left out. */
  kills?: number | undefined;
  story?: string | undefined;
  broker?: Plan['broker'] | undefined;
  copyTruncate?: boolean | undefined;
}

export function makePlan({ seed, kills = 4, story, broker, copyTruncate = false }: PlanOptions): Plan {
  const random = new Random(seed);
  const drawn = { story: random.pick(chaosStories), broker: random.pick(['mosquitto', 'embedded'] as const) };
  const chosen = { story: story ?? drawn.story, broker: broker ?? drawn.broker };
  const blows = Array.from({ length: random.integer(0, 4) }, () => makeBlow(random, chosen.broker));
  return {
    seed,
    ...chosen,
    from: random.pick(['beginning', 'end'] as const),
    naming: random.pick(['number', 'number', 'date'] as const),
    copyTruncate,
    blows: blows.slice(0, kills).toSorted((a, b) => a.at - b.at),
  };
}

function makeBlow(random: Random, broker: Plan['broker']): Blow {
  const kinds = ['kill', 'kill', 'kill', 'stop', 'reboot', ...(broker === 'mosquitto' ? (['broker', 'broker'] as const) : [])] as const;
  const trigger = random.pick(['time', 'commit', 'publish'] as const);
  return {
    kind: random.pick(kinds),
    at: random.next(),
    trigger,
    delayMs: random.integer(0, trigger === 'time' ? 60 : 3),
    downMs: random.integer(0, 400),
    startupKillMs: random.chance(0.3) ? random.integer(0, 1_200) : null,
  };
}
