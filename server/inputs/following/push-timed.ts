// Lines as queue items. A position that nothing of ours came with goes along only now and then: of a million such lines a thousand are
// enough, and the last.
import type { Position, QueueItem } from '../../core/queue.ts';
import type { Several } from '../contract/parser.ts';
import type { Push, Timed } from '../contract/source.ts';

const linesPerPosition = 1_000;

/** Thins out the positions of each source. */
export class PositionThinner {
  private readonly held = new Map<string, { position: Position; lines: number }>();

  /** The items that `timed` is, if it is any now. */
  itemsOf({ observation, several, position }: Timed): QueueItem[] {
    if (observation) {
      if (position) this.held.delete(position.source);
      return [{ kind: 'observation', observation, ...(position && { position }) }];
    }
    if (several) return this.itemsOfSeveral(several, position);
    return position ? this.hold(position) : [];
  }

  /** The position comes after all of them: a start that falls between them reads the line again. */
  private itemsOfSeveral({ report, observations }: Several, position: Position | undefined): QueueItem[] {
    if (position) this.held.delete(position.source);
    return [
      ...(report ? [{ kind: 'deployment' as const, report }] : []),
      ...observations.map((observation) => ({ kind: 'observation' as const, observation })),
      ...(position ? [{ kind: 'position' as const, position }] : []),
    ];
  }

  /** The last positions, when there are no more lines. */
  rest(): QueueItem[] {
    const items = [...this.held.values()].map(({ position }) => ({ kind: 'position' as const, position }));
    this.held.clear();
    return items;
  }

  private hold(position: Position): QueueItem[] {
    const lines = (this.held.get(position.source)?.lines ?? 0) + 1;
    if (lines < linesPerPosition) {
      this.held.set(position.source, { position, lines });
      return [];
    }
    this.held.delete(position.source);
    return [{ kind: 'position', position }];
  }
}

/** Pushes all of them, the last position too. */
export async function pushTimed(lines: AsyncIterable<Timed>, push: Push): Promise<void> {
  const thinner = new PositionThinner();
  for await (const timed of lines) for (const item of thinner.itemsOf(timed)) await push(item);
  for (const item of thinner.rest()) await push(item);
}
