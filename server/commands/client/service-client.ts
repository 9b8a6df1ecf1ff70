// Talks to a running service over its HTTP API.
import type * as z from 'zod';

/** Nobody answers there, or the service cannot: it may be another in a while. */
export class NoAnswer extends Error {
  /** The short reason, such as `connect ECONNREFUSED 127.0.0.1:4080`. */
  readonly why: string;
  constructor(message: string, why: string) {
    super(message);
    this.name = 'NoAnswer';
    this.why = why;
  }
}

export interface FetchOptions {
  /** To be posted. */
  body?: object | undefined;
  timeoutMs?: number | undefined;
  /** Ends it before. */
  signal?: AbortSignal | undefined;
}

/** The JSON answer. Throws a NoAnswer with what to do when there is no service, or an Error with the service's own words. */
export async function fetchJson<T>(base: string, path: string, options: FetchOptions = {}): Promise<T> {
  if (!URL.canParse(path, base)) throw new Error(`--url: ${base} is no address such as http://127.0.0.1:4080`);
  const { response, text } = await ask(base, path, options);
  const answer = parse(text) as (T & { error?: string }) | undefined;
  if (answer !== undefined && response.ok) return answer;
  const message = answer?.error ?? `${base} answers ${response.status}${answer === undefined ? ', and no JSON: is it this service?' : ''}`;
  throw response.status >= 500 ? new NoAnswer(message, message) : new Error(message);
}

async function ask(
  base: string,
  path: string,
  { body, timeoutMs = 30_000, signal }: FetchOptions,
): Promise<{ response: Response; text: string }> {
  const post = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(new URL(path, base), { ...post, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    return { response, text: await response.text() };
  } catch (error) {
    signal?.throwIfAborted();
    const why = timeout.aborted ? `nothing within ${timeoutMs / 1000} s` : reasonOf(error);
    throw new NoAnswer(`no service answers at ${base} (${why}); is checklist serve running? --url names another`, why);
  }
}

/** fetch itself says no more than "fetch failed"; why is in its cause. */
function reasonOf(error: unknown): string {
  const { message = '', code = '' } = ((error as Error).cause ?? {}) as { message?: string; code?: string };
  return message || code || String(error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer, if it is what was asked for. */
export function checked<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`the service's answer is not understood (${issue?.path.join('.')}: ${issue?.message}); is it of another version?`);
}
