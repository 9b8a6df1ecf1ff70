// Loads an ES module of the site and calls the function that it exports.
import { createRequire } from 'node:module';
import { SettingsError } from './settings-error.ts';

export interface SiteModule<Context, Made> {
  /** Path of the module. */
  file: string;
  /** Name of the exported function. */
  create: string;
  context: Context;
  isMade: (value: unknown) => value is Made;
  /** What the function must return, for the error message. */
  wanted: string;
}

/** Throws a SettingsError if the file cannot be loaded, or the function returns something else. */
export function createFromSite<Context, Made>({ file, create, context, isMade, wanted }: SiteModule<Context, Made>): Made {
  try {
    const exported = (createRequire(file)(file) as Record<string, unknown>)[create];
    if (typeof exported !== 'function') throw new Error(`does not export a function ${create}`);
    const made: unknown = (exported as (context: Context) => unknown)(context);
    if (!isMade(made)) throw new Error(`${create} must return an ${wanted}`);
    return made;
  } catch (error) {
    throw new SettingsError([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
