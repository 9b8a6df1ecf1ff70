// Talks to a running service over its HTTP API.
import type * as z from 'zod';

/** The service cannot be reached, or cannot respond now; it may later. */
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
  /** Sent with POST. */
  body?: object | undefined;
  timeoutMs?: number | undefined;
  /** Aborts the request. */
  signal?: AbortSignal | undefined;
}

/** The JSON response. Throws a NoAnswer with what to do if there is no service, or an Error with the message of the service. */
export async function fetchJson<T>(base: string, path: string, options: FetchOptions = {}): Promise<T> {
  if (!URL.canParse(path, base)) throw new Error(`--url: ${base} is not an address such as http://127.0.0.1:4080`);
  const { response, text } = await ask(base, path, options);
  const answer = parse(text) as (T & { error?: string }) | undefined;
  if (answer !== undefined && response.ok) return answer;
  const message =
    answer?.error ?? `${base} responds with ${response.status}${answer === undefined ? ' and without JSON: is it this service?' : ''}`;
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
    const why = timeout.aborted ? `no response within ${timeoutMs / 1000} s` : reasonOf(error);
    throw new NoAnswer(`cannot reach the service at ${base} (${why}); is checklist serve running? Use --url for another address`, why);
  }
}

/** The message of fetch is only "fetch failed"; the reason is in its cause. */
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

/** The response, if it has the expected form. */
export function checked<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`cannot read the response of the service (${issue?.path.join('.')}: ${issue?.message}); does it have another version?`);
}
