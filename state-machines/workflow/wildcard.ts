// Wildcard patterns of workflow files: `*` stands for any text, everything else for itself. Linear in the text, so that no
// pattern from a site's file can run away.

/** What stands between the stars; the patterns are those of the workflows, and are asked for with every line. */
const knownPieces = new Map<string, readonly string[]>();

function piecesOf(pattern: string): readonly string[] {
  const pieces = knownPieces.get(pattern) ?? pattern.toLowerCase().split('*');
  knownPieces.set(pattern, pieces);
  return pieces;
}

/** Every text in lower case that fits `pattern` has this in it. */
export function longestPiece(pattern: string): string {
  return piecesOf(pattern).reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

/** Whether the whole `text` fits `pattern`, upper and lower case alike. */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesLower(pattern, text.toLowerCase());
}

/** The same for a text that is in lower case already: most are held against many patterns. */
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
