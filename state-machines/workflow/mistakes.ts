// What is wrong with a workflow file, each with its place, and all at once. Pure.
import type * as z from 'zod';

/** A mistake, and the keys that lead to it in the file. */
export interface WorkflowMistake {
  path: readonly PropertyKey[];
  text: string;
}

/** Every mistake of a workflow file, one sentence each, with its place. */
export class WorkflowError extends Error {
  readonly mistakes: readonly WorkflowMistake[];
  constructor(mistakes: readonly WorkflowMistake[]) {
    super(mistakes.map(({ text }) => text).join('; '));
    this.name = 'WorkflowError';
    this.mistakes = mistakes;
  }
}

/** The place of a key that should not be there is the key. */
export function mistakeOf(issue: z.core.$ZodIssue): WorkflowMistake {
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return { ...mistake(issue.path, issue.message), path: place };
}

export function mistake(path: readonly PropertyKey[], text: string): WorkflowMistake {
  return { path, text: `${path.map(String).join('.') || 'file'}: ${text}` };
}

/** The stage's name stands for its place in the list. */
export function stageMistake(stage: string, key: PropertyKey, text: string): WorkflowMistake {
  return mistake(['stages', stage, key], text);
}
