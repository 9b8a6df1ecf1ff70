// A short round of `npm run chaos`: one install, while service and broker are killed and the logs are rotated.
import { expect, it } from 'vitest';
import type { Blow, Plan } from './plan.ts';
import { playRound } from './round.ts';

const blow = (kind: Blow['kind'], at: number, rest: Partial<Blow> = {}): Blow => ({
  kind,
  at,
  trigger: 'time',
  delayMs: 5,
  downMs: 100,
  startupKillMs: null,
  ...rest,
});
const plan: Plan = { seed: 7, story: 'clean', broker: 'mosquitto', from: 'end', naming: 'number', copyTruncate: false, blows: [] };

it.each<{ what: string; plan: Plan }>([
  {
    what: 'kill -9 at a commit and in the middle of a start',
    plan: { ...plan, blows: [blow('kill', 0.3, { trigger: 'commit' }), blow('kill', 0.7, { startupKillMs: 300 })] },
  },
  {
    what: 'a reboot, and a broker that dies',
    plan: { ...plan, seed: 8, from: 'beginning', blows: [blow('reboot', 0.4), blow('broker', 0.8)] },
  },
])('$what: nothing is lost or doubled', async ({ plan: played }) => {
  const { lost, doubled, differing, counts, expected } = await playRound(played, { keep: false });
  expect({ lost, doubled, differing, stuck: counts.stuck }).toEqual({ lost: [], doubled: [], differing: [], stuck: [] });
  expect(expected).toBeGreaterThan(counts.markers);
});
