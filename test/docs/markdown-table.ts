// Markdown tables that programs write. oxfmt aligns their columns afterwards.

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [rowOf(head), rowOf(head.map(() => '---')), ...rows.map(rowOf)].join('\n');
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** Text without the alignment of table columns, to compare a page with what a program writes. */
export function withoutAlignment(text: string): string {
  return text.replaceAll(/-{2,}/g, '-').replaceAll(/ +/g, ' ');
}
