// Restores the request in an access log to what the client sent: removes the server's escapes, then splits and decodes the target. Paths are not
// resolved against files: `..` is resolved within the path, as the server does.

export interface RequestTarget {
  /** Decoded, without query, dot segments and doubled slashes. */
  path: string;
  /** Decoded text after the `?`; empty if there is none. */
  query: string;
}

const shortEscapes = new Map(Object.entries({ b: '\b', n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', a: '\u0007' }));

/** apache writes `\"`, `\\`, `\xc3\xa9`, `\n`; nginx `\x22`, `\x5C`, `\xC3\xA9`. The bytes are UTF-8. */
export function undoEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/((?:\\x[\da-f]{2})+)|\\(.)/gis, (_, bytes: string | undefined, letter: string) =>
    bytes === undefined ? (shortEscapes.get(letter) ?? letter) : Buffer.from(bytes.replaceAll(/\\x/gi, ''), 'hex').toString(),
  );
}

/** Decodes `%` sequences. Invalid UTF-8 stays encoded, except for ASCII characters in it. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeEachRun(text);
  }
}

function decodeEachRun(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run.replace(/%[0-7][\da-f]/gi, decodeURIComponent);
    }
  });
}

/** Splits an unescaped target, absolute or not; undefined if it has no path (`*`, `host:443`). */
export function readTarget(target: string): RequestTarget | undefined {
  const relative = target.startsWith('/')
    ? target
    : target.replace(/^https?:\/\/[^/?]*(?=([/?])?)/i, (_, next: string | undefined) => (next === '/' ? '' : '/'));
  if (!relative.startsWith('/')) return undefined;
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  return { path: resolvePath(decodePercent(path)), query: mark < 0 ? '' : decodePercent(relative.slice(mark + 1)) };
}

// /install/x86_64/../x86_64/./config is served as /install/x86_64/config.
function resolvePath(path: string): string {
  if (!/\/[/.]/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/');
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const isFolder = ['', '.', '..'].includes(segments.at(-1) ?? '') && kept.length > 0;
  return `/${kept.join('/')}${isFolder ? '/' : ''}`;
}
