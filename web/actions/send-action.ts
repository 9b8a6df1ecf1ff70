// Sends an action to the server. Errors are returned as a sentence, never thrown.
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

/** What was done and what was refused; or a sentence that explains why the result is unknown. */
export async function sendAction(request: ActionRequest): Promise<ActionAnswer | string> {
  const response = await post(request);
  if (typeof response === 'string') return response;
  const told: unknown = await response.json().catch(() => null);
  const answer = answerSchema.safeParse(told);
  if (response.ok && answer.success) return answer.data;
  const error = errorSchema.safeParse(told);
  return error.success
    ? `The server refused: ${error.data.error}`
    : `The server answered with HTTP ${response.status} and a body that this page cannot read. Reload the page and try again.`;
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
    return 'The server does not answer. If it carried out the action, the page shows that once it is connected again.';
  }
}
