// Loads an ES module that a site brings along and calls the function that it exports.
import { createRequire } from 'node:module';
import { SettingsError } from './settings-error.ts';

export interface SiteModule<Context, Made> {
  /** Path of the module. */
  file: string;
  /** Name of the exported function. */
  create: string;
  context: Context;
  isMade: (value: unknown) => value is Made;
  /** What it must give, in words. */
  wanted: string;
}

/** Throws a SettingsError when the file can't be loaded, or gives something else. */
export function createFromSite<Context, Made>({ file, create, context, isMade, wanted }: SiteModule<Context, Made>): Made {
  try {
    const exported = (createRequire(file)(file) as Record<string, unknown>)[create];
    if (typeof exported !== 'function') throw new Error(`exports no function ${create}`);
    const made: unknown = (exported as (context: Context) => unknown)(context);
    if (!isMade(made)) throw new Error(`${create} gives no ${wanted}`);
    return made;
  } catch (error) {
    throw new SettingsError([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
