// Other workflows, limits and inventory while the service runs. What is broken is refused whole, and told until something good is read.
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../settings/environment.ts';
import { isStated } from '../inventory/inventory-settings.ts';
import type { Inventory } from '../inventory/read-inventory.ts';
import type { Log } from '../core/log.ts';
import type { Monitor } from '../core/monitor.ts';
import { SettingsError } from '../settings/settings-error.ts';

export interface ReloadingParts {
  monitor: Monitor;
  /** Called after the monitor works by other rules. */
  onChanged: () => void;
  log: Log;
  /** What the service starts with. */
  environment: Environment;
}

export type Load = () => Environment | Promise<Environment>;

/** Of what an inventory has to say, so much goes to the log. */
const mostWarnings = 20;

export class Reloading {
  private readonly parts: ReloadingParts;
  private environment: Environment;
  /** Of a reload, and of the inventory alone. */
  private refusals: { all?: string; inventory?: string } = {};
  private said: readonly string[] = [];
  private last: Promise<void> = Promise.resolve();

  constructor(parts: ReloadingParts) {
    this.parts = parts;
    this.environment = parts.environment;
    this.tell(parts.environment.found);
  }

  /** What is wrong with what was read last, and which inventory can't be read; empty: nothing. */
  get troubles(): string[] {
    const { found, settings } = this.environment;
    // What nobody asked for is told in the log only.
    const unread = isStated(settings.inventory) ? unreadIn(found) : [];
    return [...Object.values(this.refusals), ...unread];
  }

  /** Everything anew. One after another; never rejects. */
  async reload(load: Load): Promise<void> {
    await this.inTurn('all', async () => {
      const environment = await load();
      await this.change(environment);
      this.refusals = {};
      this.parts.log.info(
        `read anew: ${environment.workflows.size} workflows, ${environment.inventory?.length ?? 0} backends in the inventory`,
      );
    });
  }

  /** The inventory only. When it says the same as before, nobody notices. */
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
      const kept = what === 'all' ? 'settings, workflows and inventory' : 'the inventory';
      const refusal = `${kept} of before ${what === 'all' ? 'stay' : 'stays'} in force; what was read anew is wrong: ${mistakes.join('; ')}`;
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

  /** What has been said once is not said again while it stays so. */
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
    const instead = machines === undefined ? 'the inventory does without it' : 'what it said before stays in force';
    return mistakes.map((mistake) => `inventory ${provider}: ${mistake}; ${instead}`);
  });
}
