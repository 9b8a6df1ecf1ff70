// What an exported file is called: what is in it, and of when. Pure.

export type FileFormat = 'csv' | 'json';

/** `checklist-events-20261121T103207Z.csv`: sorts by time, and no file system minds it. */
export function exportFileName(name: string, atMs: number, format: FileFormat): string {
  const time = new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `checklist-${name.replaceAll(/[^\w.-]+/g, '-')}-${time}.${format}`;
}
