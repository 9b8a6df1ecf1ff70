// What every inventory provider keeps to. A provider's own test gives its files as they lie at a site, and what they say.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assert, asyncProperty, boolean, constantFrom, nat, tries, tuple } from '../../fuzzing.ts';
import type { InventorySettings } from '../../../server/inventory/inventory-settings.ts';
import type { KnownMachine } from '../../../server/inventory/provider.ts';
import { providers } from '../../../server/inputs/catalogue.ts';
import { findPlaces, type Inventory } from '../../../server/inventory/read-inventory.ts';
import { SiteFiles } from '../../../server/inventory/site-files.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { tempFolders } from '../temp-folder.ts';
import { readInventory } from './read-site.ts';

export interface Story {
  provider: string;
  /** Text by path, as at a site. A text that begins with `#!` is a command. */
  files: Readonly<Record<string, string>>;
  /** What is asked, one of the files or a folder. */
  place: string;
  /** What that says, without the place of each. */
  machines: readonly Omit<KnownMachine, 'at'>[];
  /** Files that are broken instead, and how that is told. */
  broken: { files: Readonly<Record<string, string>>; mistake: RegExp };
  /** The daemon that must accept the files, where it is installed: paths in them are those of the folder. */
  daemon?: { path: string; args: (place: string) => string[] };
  warnings?: readonly RegExp[];
}

const newFolder = tempFolders();
const workflows: ReadonlySet<string> = new Set(builtInWorkflows.keys());

export function layOut(files: Story['files'], folder = newFolder()): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    if (text.startsWith('#!')) chmodSync(join(folder, path), 0o755);
  }
  return folder;
}

export function providerContract(story: Story): void {
  const { provider, place } = story;
  const isCommand = providers.find(({ name }) => name === provider)?.asks === 'command';
  // Commands run below the true root only, so their place is where they really are.
  const read = async (root: string, before?: Inventory): Promise<Inventory> => {
    const settings: InventorySettings = { [provider]: isCommand ? join(root, place) : place };
    return readInventory({ settings, workflows, before, ...(!isCommand && { root }) });
  };

  describe(`${provider} as a provider`, () => {
    it('is found in its usual place', async () => {
      const found = await findPlaces({ providers, settings: undefined }, new SiteFiles({ root: layOut(story.files) }));
      expect(found.map((one) => ({ provider: one.provider.name, place: one.place }))).toContainEqual({ provider, place });
    });

    it('says which machines there are, and where it says so', async () => {
      const { readings, warnings } = await read(layOut(story.files));
      expect(readings.flatMap(({ mistakes }) => mistakes)).toEqual([]);
      expect(readings[0]?.machines?.map(({ at: _at, ...machine }) => machine)).toEqual(story.machines);
      for (const { at } of readings[0]?.machines ?? []) expect(at).toMatch(/\/|:\d+$/);
      expect(warnings).toEqual((story.warnings ?? []).map((pattern) => expect.stringMatching(pattern)));
      expect((readings[0]?.files ?? []).length > 0).toBe(!isCommand);
    });

    it('that is broken tells where, and what it said before stays', async () => {
      const root = layOut(story.files);
      const before = await read(root);
      layOut(story.broken.files, root);
      const after = await read(root, before);
      expect(after.readings[0]?.mistakes.join('\n')).toMatch(story.broken.mistake);
      expect(after.backends).toEqual(before.backends);
      const first = await read(root);
      expect([first.backends, first.readings[0]?.machines]).toEqual([undefined, undefined]);
    });

    it('that is not there says so', async () => {
      const { readings } = await read(newFolder());
      expect(readings[0]?.mistakes.join('\n')).toMatch(new RegExp(`${place}.*does not exist`));
    });

    it.runIf(!isCommand)('cut off and damaged anywhere, it is refused or read, and never worse', { timeout: 120_000 }, async () => {
      const paths = Object.keys(story.files);
      const damage = tuple(
        constantFrom(...paths),
        nat(),
        constantFrom('', '{', '}', '"', '\0', ',', '[', '\n', '\u{FFFD}', '#', '/*'),
        boolean(),
      );
      await assert(
        asyncProperty(damage, async ([path, at, inserted, isCut]) => {
          const text = story.files[path] ?? '';
          const cut = at % (text.length + 1);
          const root = layOut({ ...story.files, [path]: `${text.slice(0, cut)}${inserted}${isCut ? '' : text.slice(cut)}` });
          const { readings } = await read(root);
          for (const mistake of readings[0]?.mistakes ?? []) expect(mistake).toMatch(/\//);
          for (const { interfaces } of readings[0]?.machines ?? [])
            expect(interfaces).not.toContainEqual({ mac: undefined, ip: undefined });
        }),
        { numRuns: tries(60) },
      );
    });

    it.runIf(story.daemon && existsSync(story.daemon.path))('reads what the real daemon accepts', () => {
      const folder = newFolder();
      layOut(
        Object.fromEntries(Object.entries(story.files).map(([path, text]) => [path, text.replaceAll('/etc/', `${folder}/etc/`)])),
        folder,
      );
      const { status, stdout, stderr } = spawnSync(story.daemon?.path ?? '', story.daemon?.args(join(folder, place)) ?? [], {
        encoding: 'utf8',
      });
      expect(status, `${stdout}${stderr}`).toBe(0);
    });
  });
}
