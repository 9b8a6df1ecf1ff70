// `npm run chaos`: installs are written out while the service and its broker are killed again and again; nothing may be lost or doubled.
import { Command, Option } from 'commander';
import { wholeNumber } from '../../server/commands/program/arguments.ts';
import { exitOnSignals } from './children.ts';
import { chaosStories, makePlan, type Plan } from './plan.ts';
import { playRound, type RoundResult } from './round.ts';

interface ChaosOptions {
  rounds: number;
  seed: number;
  kills?: number;
  story?: string;
  broker?: Plan['broker'];
  copytruncate: boolean;
  keep: boolean;
}

const values = new Command('npm run chaos --')
  .description(
    'Plays installs while the service, its broker and the logs are killed and rotated. Exits with 1 if anything was lost or doubled.',
  )
  .option('--rounds <number>', 'rounds to play', wholeNumber, 20)
  .option(
    '--seed <number>',
    'seed of the first round, printed with each round; the next rounds have the next numbers',
    wholeNumber,
    Date.now() % 1_000_000,
  )
  .option('--kills <number>', 'at most so many kills in a round (default: up to 4)', wholeNumber)
  .addOption(new Option('--story <name>', 'the story of every round (default: drawn)').choices(chaosStories))
  .addOption(new Option('--broker <kind>', 'the broker of every round (default: drawn)').choices(['mosquitto', 'embedded']))
  .option('--copytruncate', 'rotate by copying and truncating too, which may lose lines', false)
  .option('--keep', 'keep the files of rounds that fail', false)
  .parse()
  .opts<ChaosOptions>();

function roundText({ plan, counts, kills, brokerKills, expected, ...found }: RoundResult): string {
  const { seed, story, broker, from } = plan;
  const rotations = Object.values(counts.rotations).reduce((sum, n) => sum + n, 0);
  const what = `seed ${seed} ${story}, ${broker}, from ${from}`.padEnd(52);
  const done = `${counts.lines}+${counts.markers} lines, ${counts.messages} messages, ${kills} kills, ${brokerKills} of the broker, ${rotations} rotations`;
  const bad = `${found.lost.length} lost, ${found.doubled.length} doubled, ${found.differing.length} differing of ${expected}`;
  return `${what} ${done}: ${bad}${counts.stuck.length > 0 ? `, ${counts.stuck.length} stuck` : ''}`;
}

function detailsOf({ lost, doubled, differing, counts, folder }: RoundResult, keep: boolean): string[] {
  const shown = [...some('lost', lost), ...some('doubled', doubled), ...some('differing', differing), ...some('stuck', counts.stuck)];
  return keep ? [...shown, `    kept: ${folder}`] : shown;
}

function some(word: string, texts: readonly string[]): string[] {
  return texts.slice(0, 6).map((text) => `    ${word}: ${text.slice(0, 400)}`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function totalText(results: readonly RoundResult[], broken: number): string {
  const kinds = ['rename', 'twice', 'gzip', 'delete', 'copytruncate', 'reboot'] as const;
  const rotations = kinds.map((kind) => `${kind} ${sum(results.map(({ counts }) => counts.rotations[kind]))}`).join(', ');
  const of = (pick: (result: RoundResult) => number): number => sum(results.map(pick));
  return [
    `${results.length} rounds, ${of((r) => r.kills)} kills, ${of((r) => r.brokerKills)} of the broker; rotations: ${rotations}`,
    `${of((r) => r.counts.lines + r.counts.markers)} lines, ${of((r) => r.counts.messages)} messages written; ${of((r) => r.expected)} transitions expected, ${of((r) => r.redelivered)} reports came twice`,
    `${of((r) => r.lost.length)} lost, ${of((r) => r.doubled.length)} doubled, ${of((r) => r.differing.length)} differing, ${broken} rounds broken off`,
    ...(values.copytruncate
      ? [`copytruncate: ${of((r) => r.counts.atRisk)} lines were emptied away before they were known to be read`]
      : []),
  ].join('\n');
}

/** With copytruncate lines may be lost, never doubled. */
function isBad({ lost, doubled, differing, counts }: RoundResult): boolean {
  if (counts.atRisk > 0) return doubled.length > 0;
  return lost.length + doubled.length + differing.length + counts.stuck.length > 0;
}

exitOnSignals();
const results: RoundResult[] = [];
let broken = 0;
for (let round = 0; round < values.rounds; round++) {
  const plan = makePlan({
    seed: values.seed + round,
    kills: values.kills,
    story: values.story,
    broker: values.broker,
    copyTruncate: values.copytruncate,
  });
  try {
    const result = await playRound(plan, { keep: values.keep });
    results.push(result);
    process.stdout.write([roundText(result), ...(isBad(result) ? detailsOf(result, values.keep) : [])].map((text) => `${text}\n`).join(''));
  } catch (error) {
    broken++;
    process.stdout.write(`seed ${plan.seed} ${plan.story}, ${plan.broker}: broken off: ${(error as Error).message}\n`);
  }
}
process.stdout.write(`${totalText(results, broken)}\n`);
process.exit(broken > 0 || results.some(isBad) ? 1 : 0);
