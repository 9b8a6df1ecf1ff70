// The alternate screen of a terminal: redrawn repeatedly, and removed afterwards. The control sequences are those of xterm (ctlseqs), which all
// current terminals support.
import type { WriteStream } from 'node:tty';

const enter = '\u001B[?1049h\u001B[?25l\u001B[?7l';
const leave = '\u001B[?7h\u001B[?25h\u001B[?1049l';
const home = '\u001B[H';
const clearLine = '\u001B[2K';
const clearBelow = '\u001B[J';

export class Screen {
  private readonly out: WriteStream;
  private readonly restore = (): void => this.close();
  private isOpen = false;

  constructor(out: WriteStream) {
    this.out = out;
  }

  /** 80 × 24 if the terminal does not report its size. */
  get size(): { columns: number; rows: number } {
    return { columns: this.out.columns || 80, rows: this.out.rows || 24 };
  }

  open(): void {
    this.isOpen = true;
    // Restores the screen of the shell, however the process ends.
    process.on('exit', this.restore);
    this.out.write(enter);
  }

  /** `lines` fit the screen and contain no control sequences except colours. */
  draw(lines: readonly string[]): void {
    if (!this.isOpen) return;
    const rest = lines.length < this.size.rows ? `\r\n${clearBelow}` : '';
    this.out.write(home + lines.map((line) => clearLine + line).join('\r\n') + rest);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    process.off('exit', this.restore);
    this.out.write(leave);
  }
}
