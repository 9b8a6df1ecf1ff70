// Checks a HostOS manifest against IBM's documented rules before the deployment starts. Each rule is a prerequisite of the deployment, with the
// documented remedy if it is broken. Pure.
import type { Prerequisite } from '../../../state-machines/deployment/deployment.ts';
import { bundles, majorOf } from './bundles.ts';
import { isFresh, type Manifest } from './manifest.ts';

type Rule = (manifest: Manifest) => Omit<Prerequisite, 'name'> | null;

const rules: Readonly<Record<string, Rule>> = {
  'every-bundle': everyBundle,
  'same-config': sameConfig,
  'same-major': sameMajor,
  'forced-reboot': forcedReboot,
  'known-bundles': knownBundles,
};

export function judgeManifest(manifest: Manifest): Prerequisite[] {
  return Object.entries(rules).flatMap(([name, judge]) => {
    const outcome = judge(manifest);
    return outcome ? [{ name, ...outcome }] : [];
  });
}

function everyBundle(manifest: Manifest): Omit<Prerequisite, 'name'> {
  if (manifest.planned.length === 0)
    return broken('no release bundle is planned', 'Name at least one package under components.hostos.packages.');
  if (!isFresh(manifest)) return ok('an upgrade (no boot release): any bundles, in any order');
  const missing = bundles.filter((bundle) => !manifest.planned.some((planned) => planned.bundle === bundle));
  if (missing.length === 0) return ok('a fresh install with every bundle');
  return broken(
    `a fresh install without ${missing.join(', ')}`,
    'A fresh install deploys every bundle; skipping any fails the overall deployment. For an upgrade, omit the boot release.',
  );
}

function sameConfig({ planned }: Manifest): Omit<Prerequisite, 'name'> | null {
  const config = planned.find(({ bundle }) => bundle === 'config');
  const post = planned.find(({ bundle }) => bundle === 'post-config');
  if (!config || !post) return null;
  if (config.tag === post.tag) return ok(`config and post-config have the tag ${config.tag}`);
  return broken(
    `config has the tag ${config.tag}, but post-config has ${post.tag}`,
    'Both sections refer to the same config release: set the same tag in both.',
  );
}

function sameMajor({ planned }: Manifest): Omit<Prerequisite, 'name'> | null {
  const majors = new Set(planned.map(({ tag }) => majorOf(tag)));
  if (majors.size === 0) return null;
  if (majors.size === 1) return ok(`all bundles are of version ${[...majors].join()}.x`);
  return broken(
    planned.map(({ bundle, tag }) => `${bundle} ${majorOf(tag)}.x`).join(', '),
    'A deployment uses bundles of one major version only; nodes with another major version skip the upgrade.',
  );
}

function forcedReboot({ planned, forcereboot }: Manifest): Omit<Prerequisite, 'name'> | null {
  if (!planned.some(({ bundle }) => bundle === 'boot')) return null;
  if (forcereboot) return ok('the boot release reboots the machines (forcereboot: yes)');
  return broken(
    forcereboot === null
      ? 'forcereboot is not set: the boot release does not reboot the machines'
      : 'forcereboot is no: the boot release does not reboot the machines',
    'Set forcereboot: yes in hostos-boot-release, or reboot the machines yourself.',
  );
}

function knownBundles({ others }: Manifest): Omit<Prerequisite, 'name'> | null {
  if (others.length === 0) return null;
  return {
    status: 'unknown',
    text: `not tracked: ${others.join(', ')}`,
    remedy: 'Check the names. Only HostOS release bundles are tracked.',
  };
}

function ok(text: string): Omit<Prerequisite, 'name'> {
  return { status: 'ok', text, remedy: null };
}

function broken(text: string, remedy: string): Omit<Prerequisite, 'name'> {
  return { status: 'broken', text, remedy };
}
