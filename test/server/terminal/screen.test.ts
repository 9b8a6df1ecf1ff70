import type { WriteStream } from 'node:tty';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Screen } from '../../../server/terminal/screen.ts';

function create(size: { columns?: number; rows?: number } = { columns: 20, rows: 3 }) {
  let written = '';
  const out = { ...size, write: (text: string) => (written += text) } as unknown as WriteStream;
  const screen = new Screen(out);
  onTestFinished(() => screen.close());
  return { screen, written: () => written };
}

it('has the size of the terminal, or 80 × 24', () => {
  expect(create().screen.size).toEqual({ columns: 20, rows: 3 });
  expect(create({}).screen.size).toEqual({ columns: 80, rows: 24 });
});

describe('what is written', () => {
  it('is nothing before it is open', () => {
    const { screen, written } = create();
    screen.draw(['a']);
    screen.close();
    expect(written()).toBe('');
  });

  it('starts at the top, line by line, and clears what is below', () => {
    const { screen, written } = create();
    screen.open();
    const before = written().length;
    screen.draw(['one', 'two']);
    expect(written().slice(before)).toBe('\u001B[H\u001B[2Kone\r\n\u001B[2Ktwo\r\n\u001B[J');
  });

  it('does not scroll a full screen', () => {
    const { screen, written } = create();
    screen.open();
    screen.draw(['1', '2', '3']);
    expect(written().endsWith('3')).toBe(true);
  });

  it('gives the screen of the shell back, once, and when the process ends too', () => {
    const { screen, written } = create();
    const listeners = process.listenerCount('exit');
    screen.open();
    expect(written()).toContain('\u001B[?1049h');
    expect(process.listenerCount('exit')).toBe(listeners + 1);
    screen.close();
    screen.close();
    expect(written().split('\u001B[?1049l')).toHaveLength(2);
    expect(process.listenerCount('exit')).toBe(listeners);
  });
});
