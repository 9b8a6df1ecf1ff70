// Keeps backends in the natural order of their names (backend-2 before backend-10). Sorting ten thousand takes longer than a frame, so the order
// is kept until a name is added, removed or changed.
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { naturalKey, nameOf } from '../../state-machines/view/backend-name.ts';

export class HostOrder {
  private names: ReadonlyMap<string, string> = new Map();
  private ids: readonly string[] = [];

  /** The backends ordered by name. */
  arrange(backends: ReadonlyMap<string, BackendSummary>): BackendSummary[] {
    if (!this.fits(backends)) this.learn(backends);
    return this.ids.flatMap((id) => backends.get(id) ?? []);
  }

  private fits(backends: ReadonlyMap<string, BackendSummary>): boolean {
    if (backends.size !== this.names.size) return false;
    for (const backend of backends.values()) if (this.names.get(backend.id) !== nameOf(backend)) return false;
    return true;
  }

  private learn(backends: ReadonlyMap<string, BackendSummary>): void {
    const named = [...backends.values()].map((backend) => ({ id: backend.id, name: nameOf(backend) }));
    const keyed = named.map(({ id, name }) => ({ id, key: `${naturalKey(name)}\0${id}` }));
    this.names = new Map(named.map(({ id, name }) => [id, name]));
    this.ids = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ id }) => id);
  }
}
