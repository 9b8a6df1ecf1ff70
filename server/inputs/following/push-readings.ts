// Pushes lines to the queue. Irrelevant lines carry only a position, so few of them are pushed: one in a thousand, and the last.
import { isSilent, type Reading } from '../../core/queue.ts';
import type { Push } from '../contract/source.ts';

const linesPerPosition = 1_000;

/** Reduces the number of positions per source. */
export class PositionThinner {
  private readonly held = new Map<string, { reading: Reading; lines: number }>();

  /** The reading to push now, if any. */
  take(reading: Reading): Reading | undefined {
    const { position } = reading;
    if (isSilent(reading)) return position && this.hold(position.source, reading);
    if (position) this.held.delete(position.source);
    return reading;
  }

  /** The last positions, at the end of input. */
  rest(): Reading[] {
    const readings = [...this.held.values()].map(({ reading }) => reading);
    this.held.clear();
    return readings;
  }

  private hold(source: string, reading: Reading): Reading | undefined {
    const lines = (this.held.get(source)?.lines ?? 0) + 1;
    if (lines < linesPerPosition) {
      this.held.set(source, { reading, lines });
      return undefined;
    }
    this.held.delete(source);
    return reading;
  }
}

/** Pushes all readings, including the last position. */
export async function pushReadings(readings: AsyncIterable<Reading>, push: Push): Promise<void> {
  const thinner = new PositionThinner();
  for await (const reading of readings) {
    const given = thinner.take(reading);
    if (given) await push(given);
  }
  for (const reading of thinner.rest()) await push(reading);
}
