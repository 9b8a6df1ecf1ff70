// Talks to a running service over its HTTP API.

/** The JSON answer; to a POST when there is a body. Throws with what to do when there is no service, or with the service's own words. */
export async function fetchJson<T>(base: string, path: string, body?: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(
      new URL(path, base),
      body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
  } catch (error) {
    const cause = (error as Error).cause;
    throw new Error(
      `no service answers at ${base} (${cause instanceof Error ? cause.message : String(error)}); is checklist serve running? --url names another`,
      { cause: error },
    );
  }
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `${base} answers ${response.status}`);
  return answer;
}
