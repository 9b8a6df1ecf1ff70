// Where a text stops being JSON (RFC 8259). JSON.parse says what is wrong, and only sometimes where. Pure.

const token = /\s*(?:(?<string>"(?:[^"\\\n]|\\.)*")|(?<value>-?\d[\d.eE+-]*|true|false|null)|(?<mark>[{}[\],:])|(?<end>$)|(?<odd>[\s\S]))/y;

type Wanted = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'more' | 'end';

/** Position of the first token that does not belong there; the end of the text when something is missing. */
export function jsonMistakeAt(text: string): number {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  const reader = new RegExp(token);
  for (;;) {
    const { 0: whole, groups = {} } = reader.exec(text) ?? { 0: '' };
    const found = groups['string'] ?? groups['value'] ?? groups['mark'] ?? groups['odd'] ?? '';
    const at = reader.lastIndex - found.length;
    const next = step({
      wanted,
      open,
      mark: groups['mark'],
      isString: groups['string'] !== undefined,
      isValue: groups['value'] !== undefined,
    });
    if (whole === '' || next === undefined) return Math.min(at, text.length);
    wanted = next;
  }
}

interface Step {
  wanted: Wanted;
  open: ('{' | '[')[];
  mark: string | undefined;
  isString: boolean;
  isValue: boolean;
}

/** What may come after this token; undefined: it may not come here. */
function step({ wanted, open, mark, isString, isValue }: Step): Wanted | undefined {
  const after = (): Wanted => (open.length === 0 ? 'end' : 'more');
  if (wanted === 'key' || wanted === 'first key') {
    if (isString) return 'colon';
    if (wanted === 'key' || mark !== '}') return undefined;
    open.pop();
    return after();
  }
  if (wanted === 'colon') return mark === ':' ? 'value' : undefined;
  if (wanted === 'more') {
    if (mark === ',') return open.at(-1) === '{' ? 'key' : 'value';
    if (mark !== (open.at(-1) === '{' ? '}' : ']')) return undefined;
    open.pop();
    return after();
  }
  if (wanted === 'end') return undefined;
  if (isString || isValue) return after();
  if (wanted === 'first value' && mark === ']') {
    open.pop();
    return after();
  }
  if (mark !== '{' && mark !== '[') return undefined;
  open.push(mark);
  return mark === '{' ? 'first key' : 'first value';
}
