// A terminal of its own for a command, as over ssh: script(1) of util-linux makes it, and what the command shows comes out unchanged.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import { launcher } from '../../program.ts';

const top = '\u001B[H';

export class PseudoTerminal {
  /** All that came out. */
  output = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;
  private readonly folder: string;

  /** Starts `checklist` with these arguments. `folder`: for notes of its own. */
  constructor(
    args: readonly string[],
    { folder, columns, rows, env = {} }: { folder: string; columns: number; rows: number; env?: object },
  ) {
    this.folder = folder;
    const command = `"${process.execPath}" "${launcher}" ${args.map((arg) => `'${arg}'`).join(' ')}`;
    const shell = `tty > ${folder}/tty; echo $$ > ${folder}/pid; stty cols ${columns} rows ${rows}; exec ${command}`;
    const { NO_COLOR: _none, ...own } = process.env;
    const child = spawn('script', ['-qfec', shell, '/dev/null'], { env: { ...own, TERM: 'xterm-256color', TZ: 'UTC', ...env } });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.child = child;
    this.ended = once(child, 'close').then(([code]) => code as number | null);
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  /** Resolves when the screen, without its colours, fits; rejects when the command ends before. */
  shows(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(this.screen())) return;
        this.child.stdout?.off('data', look);
        resolve();
      };
      this.child.stdout?.on('data', look);
      void this.ended.then((code) => reject(new Error(`ended with ${code} before it showed ${pattern}:\n${this.screen()}`)));
      look();
    });
  }

  /** What was drawn last. */
  screen(): string {
    const whole = Math.max(0, this.output.lastIndexOf(top));
    return stripVTControlCharacters(this.output.slice(whole)).replaceAll('\r', '');
  }

  press(keys: string): void {
    this.child.stdin?.write(keys);
  }

  resize(columns: number, rows: number): void {
    spawnSync('stty', ['-F', this.note('tty'), 'cols', String(columns), 'rows', String(rows)]);
  }

  signal(name: NodeJS.Signals): void {
    process.kill(Number(this.note('pid')), name);
  }

  private note(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8').trim();
  }
}
