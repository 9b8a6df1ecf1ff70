// Lines as queue items. A position that nothing of ours came with goes along only now and then: of a million such lines a thousand are
// enough, and the last.
import type { Position, QueueItem } from '../queue.ts';
import type { Push, Timed } from './source.ts';

const linesPerPosition = 1_000;

/** Thins out the positions of each source. */
export class PositionThinner {
  private readonly held = new Map<string, { position: Position; lines: number }>();

  /** The item that `timed` is, if it is one now. */
  *itemOf({ observation, position }: Timed): Generator<QueueItem> {
    if (observation) {
      if (position) this.held.delete(position.source);
      yield { kind: 'observation', observation, ...(position && { position }) };
    } else if (position) yield* this.hold(position);
  }

  /** The last positions, when there are no more lines. */
  *rest(): Generator<QueueItem> {
    for (const { position } of this.held.values()) yield { kind: 'position', position };
    this.held.clear();
  }

  private *hold(position: Position): Generator<QueueItem> {
    const lines = (this.held.get(position.source)?.lines ?? 0) + 1;
    if (lines < linesPerPosition) {
      this.held.set(position.source, { position, lines });
      return;
    }
    this.held.delete(position.source);
    yield { kind: 'position', position };
  }
}

/** Pushes all of them, the last position too. */
export async function pushTimed(lines: AsyncIterable<Timed>, push: Push): Promise<void> {
  const thinner = new PositionThinner();
  for await (const timed of lines) for (const item of thinner.itemOf(timed)) await push(item);
  for (const item of thinner.rest()) await push(item);
}
