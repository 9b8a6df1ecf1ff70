// The mistakes of a workflow file, all reported at once, each with its location. Pure.
import type * as z from 'zod';

/** A mistake, and its path of keys in the file. */
export interface WorkflowMistake {
  path: readonly PropertyKey[];
  text: string;
}

/** All mistakes of a workflow file, one sentence each, with its location. */
export class WorkflowError extends Error {
  readonly mistakes: readonly WorkflowMistake[];
  constructor(mistakes: readonly WorkflowMistake[]) {
    super(mistakes.map(({ text }) => text).join('; '));
    this.name = 'WorkflowError';
    this.mistakes = mistakes;
  }
}

/** An unknown key is reported at the key itself. */
export function mistakeOf(issue: z.core.$ZodIssue): WorkflowMistake {
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return { ...mistake(issue.path, issue.message), path: place };
}

export function mistake(path: readonly PropertyKey[], text: string): WorkflowMistake {
  return { path, text: `${path.map(String).join('.') || 'file'}: ${text}` };
}

/** The path uses the stage's name instead of its index. */
export function stageMistake(stage: string, key: PropertyKey, text: string): WorkflowMistake {
  return mistake(['stages', stage, key], text);
}
