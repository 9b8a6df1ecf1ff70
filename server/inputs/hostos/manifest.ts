// The Hjson manifest of IBM's ddt: which release bundles are deployed, with which tags, on which mzone. Parsed and validated here; plan.ts checks
// its rules.
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
  /** In manifest order. */
  planned: readonly PlannedBundle[];
  /** Names of packages that are not HostOS bundles. */
  others: readonly string[];
  /** Whether the boot release may reboot the machines; null if the manifest does not specify it. */
  forcereboot: boolean | null;
}

/** Throws an Error that describes the problem. */
export function readManifest(text: string): Manifest {
  if (text.length > mostBytes) throw new Error('not a manifest: larger than 256 KiB');
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

/** A fresh installation includes the boot release; a manifest without it is an upgrade. */
export function isFresh({ planned }: Manifest): boolean {
  return planned.some(({ bundle }) => bundle === 'boot');
}

/** The same bundles with the same tags on the same mzone are the same deployment, no matter how often it is retried. */
export function deploymentIdOf({ mzone, planned }: Manifest): string {
  const tags = planned.map(({ bundle, tag }) => `${bundle}:${tag}`).toSorted();
  return `hostos:${mzone ?? 'nodes'}@${createHash('sha256').update(tags.join(' ')).digest('hex').slice(0, 10)}`;
}

/** Loads the library only if there is a manifest. */
function parseHjson(text: string): unknown {
  const { parse } = createRequire(import.meta.url)('hjson') as { parse: (text: string) => unknown };
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`not valid Hjson: ${(error as Error).message.split('\n')[0]}`, { cause: error });
  }
}
