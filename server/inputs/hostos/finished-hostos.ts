// Input of `replay` for HostOS: a manifest, and a folder with the final files of the nodes.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../settings/settings-error.ts';
import { HostosSource } from './hostos-source.ts';
import type { LineCounter } from '../contract/line-counter.ts';
import type { Reading } from '../../core/queue.ts';

export interface HostosFiles {
  manifest?: string | undefined;
  nodes?: string | undefined;
}

const nodeFiles = ['release-bundles', 'deploy_stage', 'etc/genesis/release-bundles', 'etc/genesis/deploy_stage'];

/** Finds the HostOS files in `paths`; `rest`: all other paths. Throws a SettingsError for more than one manifest or nodes folder. */
export function findHostos(paths: readonly string[]): { hostos: HostosFiles | null; rest: string[] } {
  const parts = paths.map((path) => ({ path, ...partsIn(path) }));
  const manifest = onlyOne(parts.flatMap((part) => part.manifest ?? []));
  const nodes = onlyOne(parts.flatMap((part) => part.nodes ?? []));
  const rest = parts.filter((part) => part.manifest === undefined && part.nodes === undefined).map(({ path }) => path);
  return { hostos: manifest === undefined && nodes === undefined ? null : { manifest, nodes }, rest };
}

/** Nodes cannot be assigned to manifests, so only one of each is allowed. */
function onlyOne(paths: readonly string[]): string | undefined {
  if (paths.length > 1)
    throw new SettingsError([`${paths.join(', ')}: only one HostOS manifest and one nodes folder can be read at a time`]);
  return paths[0];
}

/** File times only show when the files were collected. Facts without a date get the date of the last dated line. */
export async function* readFinishedHostos(files: HostosFiles, { timeZone, counter }: { timeZone: string; counter: LineCounter }) {
  let trouble: string | null = null;
  const onTrouble = (told: string | null): void => void (trouble = told);
  const source = new HostosSource({ ...files, name: 'hostos', timeZone, counter, nowMs: () => 0, onTrouble, isFinished: true });
  for await (const reading of source.catchUp()) yield asReceivedThen(reading);
  if (trouble !== null) throw new Error(trouble);
}

function asReceivedThen(reading: Reading): Reading {
  for (const observation of reading.observations) observation.receivedAtMs = reading.atMs;
  return reading;
}

function partsIn(path: string): HostosFiles {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isFile()) return path.endsWith('.hjson') || looksLikeManifest(path) ? { manifest: path } : {};
  if (!kind?.isDirectory()) return {};
  const names = readdirSync(path);
  const manifest = names.find((name) => name.endsWith('.hjson'));
  const nodes = [join(path, 'nodes'), path].find(holdsNodes);
  return { ...(manifest !== undefined && { manifest: join(path, manifest) }), ...(nodes !== undefined && { nodes }) };
}

function holdsNodes(folder: string): boolean {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.some(({ name }) => nodeFiles.some((file) => existsSync(join(folder, name, file))));
}

function looksLikeManifest(path: string): boolean {
  return path.endsWith('.json') && /"?components"?\s*:\s*\{\s*"?hostos"?\s*:/.test(readFileSync(path, 'utf8').slice(0, 64 * 1024));
}
