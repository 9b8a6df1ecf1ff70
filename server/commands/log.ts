// `checklist log`: prints checklist.log. The library `tail` suffices, because nothing depends on every line.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Tail } from 'tail';
import { loadSettings } from '../settings/settings.ts';
import { untilSignal } from '../terminal/until-signal.ts';

export async function log(options: { config?: string; follow?: boolean }): Promise<void> {
  const { path } = loadSettings(options.config).settings.log;
  if (!options.follow) return pipeline(createReadStream(path), process.stdout, { end: false });
  // From the beginning: lines written between reading the existing ones and the first event would be missed.
  const tail = new Tail(path, { follow: true, fromBeginning: true });
  tail.on('line', (line: string) => process.stdout.write(`${line}\n`));
  tail.on('error', (error: unknown) => process.stderr.write(`checklist: ${path}: ${String(error)}\n`));
  await untilSignal(() => tail.unwatch());
}
