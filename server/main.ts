// Owns the process: arguments, exit codes, and reporting of errors. Only the launcher imports this file.
import { pathToFileURL } from 'node:url';
import { CommanderError } from 'commander';
import { createProgram } from './commands/program.ts';
import { SettingsError } from './settings/settings-error.ts';

/** Exit codes: 0 fine, 1 something failed, 2 wrong usage or settings. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that closes the pipe (`checklist events | head`) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = 0;
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error, argv.includes('--debug'));
  }
}

function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SettingsError) {
    for (const mistake of error.mistakes) process.stderr.write(`checklist: ${mistake}\n`);
    return 2;
  }
  const text = error instanceof Error ? ((debug ? error.stack : undefined) ?? error.message) : String(error);
  process.stderr.write(`checklist: ${text}\n`);
  return 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv);
