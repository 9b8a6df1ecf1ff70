// What a completed HTTP request shows about its client's install, independent of the log format.
import type { Who } from '../../../state-machines/vocabulary.ts';
import { nodeNameIn } from './node-name.ts';
import { readTarget } from './request-target.ts';
import type { Seen } from '../contract/sighting.ts';

export interface HttpRequest {
  method: string;
  /** Unescaped. */
  target: string;
  status: number;
  who: Who;
}

/** Only GET and POST fetch something. */
export function readHttpRequest({ method, target, status, who }: HttpRequest): Seen {
  const found = method === 'GET' || method === 'POST' ? readTarget(target) : undefined;
  if (!found) return 'irrelevant';
  const named = status < 400 ? nodeNameIn(found.path) : undefined;
  const { path, query } = found;
  const sight = { kind: 'http' as const, path, query, status };
  return named === undefined ? { sight, who } : { sight, who, named };
}
