// A part of a page that a program writes. Two HTML comments mark where it begins and ends.

export interface Marks {
  begin: string;
  end: string;
}

export function marksOf(kind: string, name: string): Marks {
  return { begin: `<!-- ${kind}:${name} -->`, end: `<!-- end:${name} -->` };
}

/** The text between the marks; undefined if the page does not have both. */
export function markedPart(page: string, { begin, end }: Marks): string | undefined {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from < 0 || to < from ? undefined : page.slice(from + begin.length, to).trim();
}

/** The page with `part` between the marks; undefined if the page does not have both. */
export function withMarkedPart(page: string, { begin, end }: Marks, part: string): string | undefined {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from < 0 || to < from ? undefined : `${page.slice(0, from)}${begin}\n\n${part}\n\n${page.slice(to)}`;
}
