// The name of an exported file: its content and its time. Pure.

export type FileFormat = 'csv' | 'json';

/** `checklist-events-20261121T103207Z.csv`: sorts by time and is valid on every file system. */
export function exportFileName(name: string, atMs: number, format: FileFormat): string {
  const time = new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `checklist-${name.replaceAll(/[^\w.-]+/g, '-')}-${time}.${format}`;
}
