// The rack of a backend, derived from its name: the part before the last number. Pure.

/** `backend-3-17` is of `backend-3`, `node07.cluster` of `node`, `10.1.1.7` of `10.1.1`; null if the name has no such part. */
export function rackOf(name: string): string | null {
  if (/^[\da-f]{2}(:[\da-f]{2}){5}$/i.test(name)) return null;
  const address = /^(\d+\.\d+\.\d+)\.\d+$/.exec(name);
  if (address) return address[1] ?? null;
  const [label = ''] = name.split('.');
  const before = /^(.*?)[-_]?\d+\D*$/s.exec(label)?.[1] ?? '';
  return before === '' ? null : before;
}
