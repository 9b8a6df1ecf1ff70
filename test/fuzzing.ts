// fast-check with the seed of the run: the same one in each `npm test`, so that a red test is red again; a random one in `npm run fuzz`,
// which also runs every property longer. Tests take fast-check from here and never from the package.
import { configureGlobal } from 'fast-check';

export * from 'fast-check';

/** FUZZ_SEED, if `npm run fuzz` has set it. */
export const givenSeed = process.env['FUZZ_SEED'] === undefined ? undefined : Number(process.env['FUZZ_SEED']);

/** How often a property is tried: `usual` times in `npm test`, FUZZ_TIMES as often in `npm run fuzz`. */
export function tries(usual: number): number {
  return usual * Number(process.env['FUZZ_TIMES'] ?? 1);
}

configureGlobal({ seed: givenSeed ?? 2026, numRuns: tries(100) });
