// Reloads workflows, limits and inventory while the service runs. A broken set is refused as a whole, and reported until a valid one is read.
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../settings/environment.ts';
import { isStated } from '../inventory/inventory-settings.ts';
import type { Inventory } from '../inventory/read-inventory.ts';
import type { Log } from '../core/log.ts';
import type { Monitor } from '../core/monitor.ts';
import { SettingsError } from '../settings/settings-error.ts';

export interface ReloadingParts {
  monitor: Monitor;
  /** Called after the monitor has switched to new rules. */
  onChanged: () => void;
  log: Log;
  /** Settings, workflows and inventory at the start. */
  environment: Environment;
}

export type Load = () => Environment | Promise<Environment>;

/** Inventory warnings logged per reload. */
const mostWarnings = 20;

export class Reloading {
  private readonly parts: ReloadingParts;
  private environment: Environment;
  /** Why the last reload, and the last refresh of the inventory, were refused. */
  private refusals: { all?: string; inventory?: string } = {};
  private said: readonly string[] = [];
  private last: Promise<void> = Promise.resolve();

  constructor(parts: ReloadingParts) {
    this.parts = parts;
    this.environment = parts.environment;
    this.tell(parts.environment.found);
  }

  /** What is wrong with the last reload, and which inventories cannot be read; empty if nothing is. */
  get troubles(): string[] {
    const { found, settings } = this.environment;
    // An inventory that the settings do not name is reported in the log only.
    const unread = isStated(settings.inventory) ? unreadIn(found) : [];
    return [...Object.values(this.refusals), ...unread];
  }

  /** Reloads everything. Reloads run one after another; never rejects. */
  async reload(load: Load): Promise<void> {
    await this.inTurn('all', async () => {
      const environment = await load();
      await this.change(environment);
      this.refusals = {};
      this.parts.log.info(
        `reloaded: ${environment.workflows.size} workflows, ${environment.inventory?.length ?? 0} backends in the inventory`,
      );
    });
  }

  /** Reloads the inventory only. Does nothing if it has not changed. */
  async refreshInventory(load: Load): Promise<void> {
    await this.inTurn('inventory', async () => {
      const environment = await load();
      delete this.refusals.inventory;
      if (isDeepStrictEqual(environment.inventory, this.environment.inventory)) this.keep(environment);
      else {
        await this.change(environment);
        this.parts.log.info(`the inventory has changed: ${environment.inventory?.length ?? 0} backends`);
      }
    });
  }

  private async inTurn(what: 'all' | 'inventory', work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => {
      const mistakes = error instanceof SettingsError ? error.mistakes : [(error as Error).message];
      const kept = what === 'all' ? 'settings, workflows and inventory' : 'inventory';
      const refusal = `the previous ${kept} ${what === 'all' ? 'remain' : 'remains'} in force; the new version is invalid: ${mistakes.join('; ')}`;
      if (this.refusals[what] !== refusal) this.parts.log.error(refusal);
      this.refusals[what] = refusal;
    });
    await this.last;
  }

  private async change(environment: Environment): Promise<void> {
    const { settings, workflows, variants, inventory } = environment;
    await this.parts.monitor.changeRules({ workflows, variants, workflow: settings.workflow, inventory });
    this.parts.onChanged();
    this.keep(environment);
  }

  private keep(environment: Environment): void {
    this.environment = environment;
    this.tell(environment.found);
  }

  /** Logs each warning once, until it disappears. */
  private tell(found: Inventory | undefined): void {
    const all = [...unreadIn(found), ...(found?.warnings ?? [])];
    const news = all.filter((text) => !this.said.includes(text));
    this.said = all;
    for (const text of news.slice(0, mostWarnings)) this.parts.log.warn(`inventory: ${text}`);
    if (news.length > mostWarnings)
      this.parts.log.warn(`inventory: and ${news.length - mostWarnings} more; checklist check-config lists all`);
  }
}

function unreadIn(found: Inventory | undefined): string[] {
  return (found?.readings ?? []).flatMap(({ provider, machines, mistakes }) => {
    const instead = machines === undefined ? 'continuing without it' : 'its previous content remains in force';
    return mistakes.map((mistake) => `inventory ${provider}: ${mistake}; ${instead}`);
  });
}
