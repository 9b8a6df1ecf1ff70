// A terminal's alternate screen: drawn over and over, and gone without a trace afterwards. Knows nothing of what it shows; the control
// sequences are those of xterm (ctlseqs), which every terminal of today understands.
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

  /** A terminal that does not tell its size has the size of old. */
  get size(): { columns: number; rows: number } {
    return { columns: this.out.columns || 80, rows: this.out.rows || 24 };
  }

  open(): void {
    this.isOpen = true;
    // However the process ends, the shell gets its screen back.
    process.on('exit', this.restore);
    this.out.write(enter);
  }

  /** Lines that fit, without control sequences but for colours. */
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
