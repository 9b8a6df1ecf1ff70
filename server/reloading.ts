// Other workflows, limits and inventory while the service runs. What is broken is refused whole, and told until something good is read.
import type { Environment } from './commands/environment.ts';
import type { Log } from './log.ts';
import type { Monitor } from './monitor.ts';
import { SettingsError } from './settings-error.ts';
import type { LiveFeed } from './sinks/live-feed.ts';

export interface ReloadingParts {
  monitor: Monitor;
  feed: LiveFeed;
  log: Log;
}

export class Reloading {
  /** What is wrong with what was read last; null: nothing. */
  trouble: string | null = null;
  private readonly parts: ReloadingParts;
  private last: Promise<void> = Promise.resolve();

  constructor(parts: ReloadingParts) {
    this.parts = parts;
  }

  /** One after another. Never rejects. */
  async reload(load: () => Environment): Promise<void> {
    this.last = this.last.then(() => this.try(load));
    await this.last;
  }

  private async try(load: () => Environment): Promise<void> {
    const { monitor, feed, log } = this.parts;
    try {
      const { settings, workflows, variants, inventory } = load();
      await monitor.changeRules({ workflows, variants, workflow: settings.workflow, inventory });
      feed.greetAll();
      this.trouble = null;
      log.info(`read anew: ${workflows.size} workflows, ${inventory?.length ?? 0} backends in the inventory`);
    } catch (error) {
      const mistakes = error instanceof SettingsError ? error.mistakes : [(error as Error).message];
      this.trouble = `settings, workflows and inventory of before stay in force; what was read anew is wrong: ${mistakes.join('; ')}`;
      log.error(this.trouble);
    }
  }
}
