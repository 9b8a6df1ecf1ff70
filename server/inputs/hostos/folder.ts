// Reads the files collected from HostOS nodes, one folder per node, stored either by file name or by their path on the node. Read-only. Sizes are
// limited, because the folders may contain anything.
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileText, NodeFiles } from './facts.ts';

const mostBytes = 256 * 1024;
const mostLogBytes = 1024 * 1024;
const mostNodes = 10_000;
const mostLogs = 20;
const places = ['', 'etc/genesis', 'var/log', 'deploy_logs'];

/** Read positions of a node's files: the byte offset of a log; mtime, size and inode of other files. Plain data. */
export type Marks = Record<string, string | number>;

/** Names of the nodes in a folder. */
export async function nodesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && /^[a-z0-9_][\w.-]{0,252}$/i.test(entry.name))
    .map(({ name }) => name)
    .toSorted()
    .slice(0, mostNodes);
}

/** New content of a node's files since `marks`, which are updated. Missing files are ignored. */
export async function readNodeFolder(root: string, node: string, marks: Marks): Promise<NodeFiles> {
  const folder = join(root, node);
  const bundles = await readChanged(folder, 'release-bundles', marks);
  const stage = await readChanged(folder, 'deploy_stage', marks);
  const logs: FileText[] = [];
  for (const path of await logsIn(folder)) logs.push(...(await readGrown(folder, path, marks)));
  return { node, bundles, stage, logs };
}

async function readChanged(folder: string, name: string, marks: Marks): Promise<FileText | null> {
  for (const place of places) {
    const path = join(place, name);
    const found = await stat(join(folder, path)).catch(() => null);
    if (!found?.isFile()) continue;
    const mark = `${found.mtimeMs} ${found.size} ${found.ino}`;
    if (marks[path] === mark) return null;
    const text = await readPart(join(folder, path), 0, Math.min(found.size, mostBytes));
    marks[path] = mark;
    return { name, text, changedAtMs: Math.round(found.mtimeMs) };
  }
  return null;
}

async function logsIn(folder: string): Promise<string[]> {
  const found = await Promise.all(
    places.map(async (place) => {
      const names = await readdir(join(folder, place)).catch(() => []);
      return names.filter((name) => name.endsWith('.log')).map((name) => join(place, name));
    }),
  );
  return found.flat().toSorted().slice(0, mostLogs);
}

/** Whole lines only. A file that has become shorter was rewritten and is read from the beginning. */
async function readGrown(folder: string, path: string, marks: Marks): Promise<FileText[]> {
  const found = await stat(join(folder, path)).catch(() => null);
  if (!found?.isFile()) return [];
  const done = Number(marks[path] ?? 0);
  const from = done > found.size ? 0 : done;
  if (from === found.size) return [];
  const text = await readPart(join(folder, path), from, Math.min(found.size - from, mostLogBytes));
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // A line that fills the whole buffer is skipped.
  const read = whole === '' && text.length >= mostLogBytes ? text : whole;
  if (read === '') return [];
  marks[path] = from + Buffer.byteLength(read, 'latin1');
  return [{ name: path, text: Buffer.from(read, 'latin1').toString('utf8'), changedAtMs: Math.round(found.mtimeMs) }];
}

/** Decodes as Latin-1, so that each character is one byte. */
async function readPart(path: string, from: number, most: number): Promise<string> {
  if (most === 0) return '';
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, from);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
