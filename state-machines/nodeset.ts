// The cluster notation for node names: `backend-0-[0-15],login1`, `rack[1-2]-node[01-04]`.

const namesMax = 100_000;

/** Every name of a node set. Throws with a sentence that says what is wrong. */
export function expandNodeset(text: string): string[] {
  const names = new Set<string>();
  for (const part of splitOutsideBrackets(text)) {
    for (const name of part === '' ? [] : expandPart(part)) names.add(name);
    // Looked at on the way: a short text of many parts could fill the memory.
    if (names.size > namesMax) throw new Error(`that stands for more than ${namesMax} names`);
  }
  return [...names];
}

function splitOutsideBrackets(text: string): string[] {
  return text.trim().split(/[,\s]+(?![^[]*\])/);
}

function expandPart(part: string): string[] {
  const bracket = /^([^[\]]*)\[([^[\]]*)\](.*)$/.exec(part);
  if (!bracket) {
    if (/[[\]]/.test(part)) throw new Error(`"${part}" has a bracket without its partner`);
    return [part];
  }
  const [, before = '', ranges = '', rest = ''] = bracket;
  const tails = expandPart(rest);
  const heads = ranges.split(',').flatMap((range) => expandRange(range).map((number) => before + number));
  if (heads.length * tails.length > namesMax) throw new Error(`"${part}" stands for more than ${namesMax} names`);
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function expandRange(range: string): string[] {
  const bounds = /^(\d+)(?:-(\d+))?$/.exec(range.trim());
  if (!bounds) throw new Error(`"${range}" is no number or range such as 0-15`);
  const [, first = '0', last = first] = bounds;
  const count = Number(last) - Number(first) + 1;
  if (count < 1 || count > namesMax) throw new Error(`"${range}" is no range that goes up, of at most ${namesMax}`);
  return Array.from({ length: count }, (_, i) => String(Number(first) + i).padStart(first.length, '0'));
}
