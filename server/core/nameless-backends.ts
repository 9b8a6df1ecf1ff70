// Backends to look up in reverse DNS: those with an address but without a name.
import type { Nameless } from './candidates.ts';
import type { Registry } from './registry.ts';

export function* namelessBackends(registry: Registry): Generator<Nameless> {
  for (const { id, host, ip } of registry.all()) if (host === null && ip !== null) yield { id, ip };
}
