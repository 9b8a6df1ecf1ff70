// The console of debug mode and of the demo: one readable line per change.
import { consoleLine } from '../contract/change-line.ts';
import type { Change } from '../../core/change.ts';
import type { Output } from '../contract/output.ts';

export class ConsoleOutput implements Output {
  readonly name = 'console';
  private readonly out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream) {
    this.out = out;
  }

  take(change: Change): void {
    if (change.type !== 'transition' || change.transition.kind === 'repeated') return;
    this.out.write(
      `${consoleLine(change.backend, change.transition, { colour: this.out.isTTY && process.env['NO_COLOR'] === undefined })}\n`,
    );
  }

  async close(): Promise<void> {}
}
