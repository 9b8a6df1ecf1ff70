// Names that observations had and that are not known here: counted, and the first ones kept for the operator.

/** Distinct names; beyond, only the count goes on. */
const namesKept = 100;

export class UnknownNames {
  count = 0;
  readonly names = new Set<string>();

  /** Whether it is new among those that are kept. */
  add(name: string): boolean {
    this.count++;
    if (this.names.has(name) || this.names.size >= namesKept) return false;
    this.names.add(name);
    return true;
  }
}
