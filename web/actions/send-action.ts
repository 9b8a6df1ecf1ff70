// Asks the server to do an action. What goes wrong comes back as a sentence, never as an exception.
import * as z from 'zod';
import type { ActionName, Choice } from './action-words.ts';

export interface ActionRequest extends Readonly<Choice['adds']> {
  action: ActionName;
  /** Ids. */
  backends: readonly string[];
  author: string;
  note?: string;
}

const answerSchema = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ backend: z.string(), why: z.string() })),
});
export type ActionAnswer = z.infer<typeof answerSchema>;

const errorSchema = z.object({ error: z.string() });
const patienceMs = 15_000;

/** What was done and what was refused, or the sentence that says why nothing is known to have been done. */
export async function sendAction(request: ActionRequest): Promise<ActionAnswer | string> {
  const response = await post(request);
  if (typeof response === 'string') return response;
  const told: unknown = await response.json().catch(() => null);
  const answer = answerSchema.safeParse(told);
  if (response.ok && answer.success) return answer.data;
  const error = errorSchema.safeParse(told);
  return error.success
    ? `The server refuses: ${error.data.error}`
    : `The server answered ${response.status}, which this page does not understand.`;
}

async function post(request: ActionRequest): Promise<Response | string> {
  try {
    return await fetch('/api/v1/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    return 'The server does not answer. If it has done it all the same, this page shows it once it is connected again.';
  }
}
