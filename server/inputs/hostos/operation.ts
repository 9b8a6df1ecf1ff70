// A deployment of one HostOS node, and the bundles it includes. Pure.
import * as z from 'zod';
import { bundles, type Bundle } from './bundles.ts';
import type { Manifest } from './manifest.ts';

/** A deployment of a node, planned by a manifest or known only from the node's files. Plain data. */
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

/** The bundle that sets each deploy_stage on completion. */
export const setBy: Readonly<Record<string, Bundle>> = {
  'pre-config': 'boot',
  'pre-install': 'config',
  'post-install': 'nextgen-os-sw',
  'post-config': 'post-config',
};

const software: ReadonlySet<Bundle> = new Set(['base-os-sw', 'base-net-sw', 'nextgen-os-sw']);

/** The config release belongs to the post-config section if it is deployed a second time, or after nextgen-os-sw. */
export function placeOf({ seen, workflow }: Operation, bundle: Bundle, stage: string | null): Bundle {
  if (bundle !== 'config') return bundle;
  const isBehind = workflow === 'hostos' && (seen.includes('nextgen-os-sw') || stage === 'post-install');
  return seen.includes('config') || isBehind ? 'post-config' : 'config';
}

/** Without a plan, a deployment is either a fresh installation with all bundles or a single bundle. */
export function wantedBy({ planned, workflow, seen }: Operation, plan: Manifest | null): readonly Bundle[] {
  if (!planned || !plan) return workflow === 'hostos' ? bundles : seen;
  const wanted = bundles.filter((bundle) => plan.planned.some((one) => one.bundle === bundle));
  // An upgrade does not change deploy_stage, and the list names the config release once: its second deployment cannot be detected.
  return workflow === 'hostos' || !wanted.includes('config') ? wanted : wanted.filter((bundle) => bundle !== 'post-config');
}

/** The last bundle ends a fresh installation, even if one was skipped; the rule of order reports a skipped bundle. */
export function isComplete(operation: Operation, plan: Manifest | null): boolean {
  const wanted = wantedBy(operation, plan);
  const last = wanted.at(-1);
  if (operation.workflow === 'hostos') return last !== undefined && operation.seen.includes(last) && operation.failed === null;
  return wanted.length > 0 && wanted.every((bundle) => operation.seen.includes(bundle));
}

export function nextOf(operation: Operation | null, plan: Manifest | null): Bundle | undefined {
  return operation ? wantedBy(operation, plan).find((bundle) => !operation.seen.includes(bundle)) : undefined;
}

/** The first bundle in `of` that is not yet deployed. */
export function failingBundle({ seen, workflow }: Operation, of: readonly [Bundle, ...Bundle[]]): Bundle {
  if (of.includes('post-config') && workflow === 'hostos') return seen.some((bundle) => software.has(bundle)) ? 'post-config' : 'config';
  return of.find((bundle) => !seen.includes(bundle)) ?? of[0];
}

export function isPlanned({ planned }: Manifest, bundle: Bundle, version: string): boolean {
  return planned.some((one) => (one.bundle === bundle || (one.bundle === 'post-config' && bundle === 'config')) && one.tag === version);
}
