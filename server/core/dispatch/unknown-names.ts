// Counts unknown names in observations, and keeps the first ones for the operator.

/** Maximum number of distinct names; more are only counted. */
const namesKept = 100;

export class UnknownNames {
  count = 0;
  readonly names = new Set<string>();

  /** Whether the name is new and has been kept. */
  add(name: string): boolean {
    this.count++;
    if (this.names.has(name) || this.names.size >= namesKept) return false;
    this.names.add(name);
    return true;
  }
}
