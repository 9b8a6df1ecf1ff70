// One request to the server's API. Errors are returned as words, never thrown.
import type * as z from 'zod';

export type Answered<T> = { answer: T; problem: null } | { answer: null; problem: string };

const patienceMs = 20_000;

/** The validated answer at `path`; or why there is none, as the end of a sentence. */
export async function askServer<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<Answered<T>> {
  let response: Response;
  try {
    response = await fetch(path, { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
  } catch {
    return without('the server does not answer');
  }
  if (!response.ok) return without(`the server answered with HTTP ${response.status}`);
  const parsed = schema.safeParse(await response.json().catch(() => null));
  return parsed.success ? { answer: parsed.data, problem: null } : without('the answer could not be read; reload the page');
}

function without(problem: string): Answered<never> {
  return { answer: null, problem };
}
