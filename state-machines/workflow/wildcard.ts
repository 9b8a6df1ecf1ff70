// Wildcard patterns of workflow files: `*` matches any text, everything else matches literally. Matching is linear in the text, so that no site's
// pattern can take excessive time.

/** The literal parts between the stars, cached: the same few patterns are matched against every line. */
const knownPieces = new Map<string, readonly string[]>();

function piecesOf(pattern: string): readonly string[] {
  const pieces = knownPieces.get(pattern) ?? pattern.toLowerCase().split('*');
  knownPieces.set(pattern, pieces);
  return pieces;
}

/** Every lower-case text that matches `pattern` contains this. */
export function longestPiece(pattern: string): string {
  return piecesOf(pattern).reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

/** Whether the whole `text` matches `pattern`, ignoring case. */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesLower(pattern, text.toLowerCase());
}

/** The same for a text already in lower case: most texts are matched against many patterns. */
export function matchesLower(pattern: string, subject: string): boolean {
  const pieces = piecesOf(pattern);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return subject === first;
  const last = pieces.at(-1) ?? '';
  if (!subject.startsWith(first) || subject.length < first.length + last.length || !subject.endsWith(last)) return false;
  let from = first.length;
  const end = subject.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = subject.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
