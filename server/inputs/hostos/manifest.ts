// The hjson manifest of IBM's ddt: which release bundles are to be deployed, with which tags, on which mzone. Read and checked here; what
// it means before anything starts is hostos-plan.ts's.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { bundleOf, type Bundle } from './bundles.ts';

const mostBytes = 256 * 1024;

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().max(300));
const packageSchema = z.object({ tag: word, forcereboot: word.optional(), artifrepo: word.optional() });
const manifestSchema = z.object({
  components: z.object({ hostos: z.object({ packages: z.record(z.string().max(100), packageSchema) }) }),
  mzone: word.optional(),
});

export interface PlannedBundle {
  bundle: Bundle;
  tag: string;
  artifrepo: string | null;
}

export interface Manifest {
  mzone: string | null;
  /** In the manifest's order. */
  planned: readonly PlannedBundle[];
  /** Packages that are none of HostOS's bundles, by their names. */
  others: readonly string[];
  /** Whether the boot release may reboot the machines; null where the manifest says nothing. */
  forcereboot: boolean | null;
}

/** Throws an Error that says what is wrong. */
export function readManifest(text: string): Manifest {
  if (text.length > mostBytes) throw new Error('over 256 KiB: no manifest');
  const parsed = manifestSchema.safeParse(parseHjson(text));
  if (!parsed.success)
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'manifest'}: ${message}`).join('; '));
  const { mzone = null, components } = parsed.data;
  const packages = Object.entries(components.hostos.packages);
  const boot = packages.find(([name]) => bundleOf(name) === 'boot')?.[1];
  return {
    mzone,
    planned: packages.flatMap(([name, { tag, artifrepo = null }]) => {
      const bundle = bundleOf(name);
      return bundle ? [{ bundle, tag, artifrepo }] : [];
    }),
    others: packages.flatMap(([name]) => (bundleOf(name) ? [] : [name])),
    forcereboot: boot?.forcereboot === undefined ? null : /^(?:yes|true)$/i.test(boot.forcereboot),
  };
}

/** A fresh install begins with the boot release; without it, it is an upgrade. */
export function isFresh({ planned }: Manifest): boolean {
  return planned.some(({ bundle }) => bundle === 'boot');
}

/** The same bundles with the same tags on the same mzone are the same deployment, however often it is tried. */
export function deploymentIdOf({ mzone, planned }: Manifest): string {
  const tags = planned.map(({ bundle, tag }) => `${bundle}:${tag}`).toSorted();
  return `hostos:${mzone ?? 'nodes'}@${createHash('sha256').update(tags.join(' ')).digest('hex').slice(0, 10)}`;
}

/** The library is loaded only where there is a manifest. */
function parseHjson(text: string): unknown {
  const { parse } = createRequire(import.meta.url)('hjson') as { parse: (text: string) => unknown };
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`no hjson: ${(error as Error).message.split('\n')[0]}`, { cause: error });
  }
}
