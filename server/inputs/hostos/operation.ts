// A deployment of one HostOS node, and which bundles it is to have. Pure.
import * as z from 'zod';
import { bundles, type Bundle } from './bundles.ts';
import type { Manifest } from './manifest.ts';

/** A deployment of a node, planned by a manifest or told by its files only; plain data. */
export const operationSchema = z.object({
  id: z.string(),
  workflow: z.enum(['hostos', 'hostos-upgrade']),
  planned: z.boolean(),
  seen: z.array(z.enum(bundles)).describe('what was deployed in it'),
  failed: z.object({ bundle: z.enum(bundles), text: z.string() }).nullable(),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
});
export type Operation = z.infer<typeof operationSchema>;

/** The bundle that sets a deploy_stage when it is done. */
export const setBy: Readonly<Record<string, Bundle>> = {
  'pre-config': 'boot',
  'pre-install': 'config',
  'post-install': 'nextgen-os-sw',
  'post-config': 'post-config',
};

const software: ReadonlySet<Bundle> = new Set(['base-os-sw', 'base-net-sw', 'nextgen-os-sw']);

/** The second time, and the first one behind nextgen-os-sw, it is the config release of the post-config section. */
export function placeOf({ seen, workflow }: Operation, bundle: Bundle, stage: string | null): Bundle {
  if (bundle !== 'config') return bundle;
  const isBehind = workflow === 'hostos' && (seen.includes('nextgen-os-sw') || stage === 'post-install');
  return seen.includes('config') || isBehind ? 'post-config' : 'config';
}

/** A deployment without a plan is fresh, and has all of them, or is one bundle. */
export function wantedBy({ planned, workflow, seen }: Operation, plan: Manifest | null): readonly Bundle[] {
  if (!planned || !plan) return workflow === 'hostos' ? bundles : seen;
  const wanted = bundles.filter((bundle) => plan.planned.some((one) => one.bundle === bundle));
  // An upgrade does not move deploy_stage, and the list names the config release once: the second one can't be seen.
  return workflow === 'hostos' || !wanted.includes('config') ? wanted : wanted.filter((bundle) => bundle !== 'post-config');
}

/** A bundle that was left out is told by the rule of order; what comes last ends a fresh install all the same. */
export function isComplete(operation: Operation, plan: Manifest | null): boolean {
  const wanted = wantedBy(operation, plan);
  const last = wanted.at(-1);
  if (operation.workflow === 'hostos') return last !== undefined && operation.seen.includes(last) && operation.failed === null;
  return wanted.length > 0 && wanted.every((bundle) => operation.seen.includes(bundle));
}

export function nextOf(operation: Operation | null, plan: Manifest | null): Bundle | undefined {
  return operation ? wantedBy(operation, plan).find((bundle) => !operation.seen.includes(bundle)) : undefined;
}

/** The first of them that is still to be deployed. */
export function failingBundle({ seen, workflow }: Operation, of: readonly [Bundle, ...Bundle[]]): Bundle {
  if (of.includes('post-config') && workflow === 'hostos') return seen.some((bundle) => software.has(bundle)) ? 'post-config' : 'config';
  return of.find((bundle) => !seen.includes(bundle)) ?? of[0];
}

export function isPlanned({ planned }: Manifest, bundle: Bundle, version: string): boolean {
  return planned.some((one) => (one.bundle === bundle || (one.bundle === 'post-config' && bundle === 'config')) && one.tag === version);
}
