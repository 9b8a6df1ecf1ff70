// One round: broker, service and writer are started, the blows of its plan fall, and in the end what is stored is compared with an
// undisturbed replay.
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { compare, type Differences } from './compare.ts';
import { logNames, markerInventory } from './markers.ts';
import { readStored, replayUndisturbed } from './outcome.ts';
import { Field } from './field.ts';
import type { Plan } from './plan.ts';
import { copyFolder, inventoryPath, logPath, type Round } from './round-files.ts';
import { readStory, storyFolder } from './story-lines.ts';
import type { Counts } from './talk.ts';

export interface RoundResult extends Differences {
  plan: Plan;
  counts: Counts;
  kills: number;
  brokerKills: number;
  expected: number;
  /** Reports that QoS 1 brought twice. */
  redelivered: number;
  folder: string;
}

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
    const { redelivered, ...stored } = readStored(round);
    const differences = compare(expected, stored);
    const { kills, brokerKills } = field;
    return { plan, counts, kills, brokerKills, expected: expected.transitions.length, redelivered, ...differences, folder: round.folder };
  } finally {
    await field.clear();
    if (!keep) rmSync(round.folder, { recursive: true, force: true });
  }
}
