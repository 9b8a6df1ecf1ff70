// Parses and prints the cluster notation for node names: `backend-0-[0-15],login1`, `rack[1-2]-node[01-04]`. Pure.

const namesMax = 100_000;

/** Expands a node set to all its names. Throws an error that explains what is wrong. */
export function expandNodeset(text: string): string[] {
  const names = new Set<string>();
  for (const part of splitOutsideBrackets(text)) {
    for (const name of part === '' ? [] : expandPart(part)) names.add(name);
    // Checked while expanding: a short text can expand to enough names to exhaust memory.
    if (names.size > namesMax) throw new Error(`the node set expands to more than ${namesMax} names`);
  }
  return [...names];
}

function splitOutsideBrackets(text: string): string[] {
  return text.trim().split(/[,\s]+(?![^[]*\])/);
}

function expandPart(part: string): string[] {
  const bracket = /^([^[\]]*)\[([^[\]]*)\](.*)$/.exec(part);
  if (!bracket) {
    if (/[[\]]/.test(part)) throw new Error(`"${part}" has an unmatched bracket`);
    return [part];
  }
  const [, before = '', ranges = '', rest = ''] = bracket;
  const tails = expandPart(rest);
  const heads = ranges.split(',').flatMap((range) => expandRange(range).map((number) => before + number));
  if (heads.length * tails.length > namesMax) throw new Error(`"${part}" expands to more than ${namesMax} names`);
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function expandRange(range: string): string[] {
  const bounds = /^(\d+)(?:-(\d+))?$/.exec(range.trim());
  if (!bounds) throw new Error(`"${range}" is not a number or a range such as 0-15`);
  const [, first = '0', last = first] = bounds;
  const count = Number(last) - Number(first) + 1;
  if (count < 1 || count > namesMax) throw new Error(`"${range}" is not an ascending range of at most ${namesMax} numbers`);
  return Array.from({ length: count }, (_, i) => String(Number(first) + i).padStart(first.length, '0'));
}

interface Part {
  /** Its last number can be folded. */
  head: string;
  /** The rest of the name, already folded. */
  tail: string;
}

/** The shortest notation it can find for these names: `backend-[0-1]-[0-15],login1`. The inverse of `expandNodeset`. */
export function foldNodeset(names: Iterable<string>): string {
  const parts = [...new Set(names)].map((name) => ({ head: name, tail: '' }));
  // The last number first, then the one before it: racks of machines.
  return foldLastNumber(foldLastNumber(parts))
    .map(({ head, tail }) => head + tail)
    .join(',');
}

/** The number of digits that a JavaScript number holds exactly. */
const digitsMax = 15;
const lastNumber = /^(.*?)(\d+)(\D*)$/s;

function foldLastNumber(parts: readonly Part[]): Part[] {
  const widths = paddedWidths(parts);
  const groups = Map.groupBy(parts, (part) => {
    const { before, digits, after } = splitAtNumber(part);
    const padded = widths.has(`${before}\0${digits.length}\0${after}`) ? digits.length : 'natural';
    return digits === '' ? `${part.head}\0${part.tail}` : `${before}\0${padded}\0${after}`;
  });
  return [...groups.values()].flatMap((alike) => (alike.length === 1 ? alike : [foldGroup(alike)]));
}

/** `08` and `10` belong to one range only if all of its numbers have two digits. */
function paddedWidths(parts: readonly Part[]): ReadonlySet<string> {
  const split = parts.map(splitAtNumber).filter(({ digits }) => digits.length > 1 && digits.startsWith('0'));
  return new Set(split.map(({ before, digits, after }) => `${before}\0${digits.length}\0${after}`));
}

function splitAtNumber({ head, tail }: Part): { before: string; digits: string; after: string } {
  const [, before = '', digits = '', after = ''] = lastNumber.exec(head) ?? [];
  return digits.length > digitsMax ? { before: head, digits: '', after: tail } : { before, digits, after: after + tail };
}

/** Folds parts that differ only in their last number. */
function foldGroup(alike: readonly Part[]): Part {
  const split = alike.map(splitAtNumber).toSorted((a, b) => Number(a.digits) - Number(b.digits));
  const runs: string[][] = [];
  for (const { digits } of split) {
    const run = runs.at(-1);
    if (run && Number(run.at(-1)) + 1 === Number(digits)) run.push(digits);
    else runs.push([digits]);
  }
  const ranges = runs.map((run) => (run.length === 1 ? run[0] : `${run[0]}-${run.at(-1)}`));
  return { head: split[0]?.before ?? '', tail: `[${ranges.join(',')}]${split[0]?.after ?? ''}` };
}
