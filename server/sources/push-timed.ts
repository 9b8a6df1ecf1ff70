// Lines as queue items. A position that nothing of ours came with goes along only now and then: of a million such lines a thousand are
// enough, and the last.
import type { Position, QueueItem } from '../queue.ts';
import type { Several } from '../parsers/parser.ts';
import type { Push, Timed } from './source.ts';

const linesPerPosition = 1_000;

/** Thins out the positions of each source. */
export class PositionThinner {
  private readonly held = new Map<string, { position: Position; lines: number }>();

  /** The items that `timed` is, if it is any now. */
  *itemOf({ observation, several, position }: Timed): Generator<QueueItem> {
    if (observation) {
      if (position) this.held.delete(position.source);
      yield { kind: 'observation', observation, ...(position && { position }) };
    } else if (several) yield* this.itemsOf(several, position);
    else if (position) yield* this.hold(position);
  }

  /** The position comes after all of them: a start that falls between them reads the line again. */
  private *itemsOf({ report, observations }: Several, position: Position | undefined): Generator<QueueItem> {
    if (report) yield { kind: 'deployment', report };
    for (const one of observations) yield { kind: 'observation', observation: one };
    if (!position) return;
    this.held.delete(position.source);
    yield { kind: 'position', position };
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
