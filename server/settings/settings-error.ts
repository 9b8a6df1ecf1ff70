// Mistakes in settings, inventory, workflow files or arguments. All of them are listed, and the process exits with 2.
import type * as z from 'zod';

export class SettingsError extends Error {
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'SettingsError';
    this.mistakes = mistakes;
  }
}

/** `file: path.to.value: what was expected`, one for each issue of zod. */
export function mistakesOf(file: string, error: z.ZodError): string[] {
  return error.issues.map((issue) => `${file}: ${issue.path.join('.') || 'the whole file'}: ${issue.message}`);
}
