import { existsSync, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { withStandardInput } from '../../../server/commands/standard-input.ts';

function typeIn(text: string): void {
  const present = Object.getOwnPropertyDescriptor(process, 'stdin');
  if (!present) throw new Error('no standard input');
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([text]) });
  onTestFinished(() => void Object.defineProperty(process, 'stdin', present));
}

it('paths without - are passed on as they are', async () => {
  const given: (readonly string[])[] = [];
  await withStandardInput(['a', 'b'], async (paths) => void given.push(paths));
  expect(given).toEqual([['a', 'b']]);
});

it('- is a file with what was piped in, for its owner only, removed afterwards', async () => {
  typeIn('one\ntwo\n');
  let file = '';
  await withStandardInput(['a', '-'], async ([first, second = '']) => {
    file = second;
    expect(first).toBe('a');
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
  expect(existsSync(file)).toBe(false);
});

it('is removed after a failure too, which is passed on', async () => {
  typeIn('one\n');
  let file = '';
  const failing = withStandardInput(['-'], async ([path = '']) => {
    file = path;
    throw new Error('no log');
  });
  await expect(failing).rejects.toThrow('no log');
  expect(existsSync(file)).toBe(false);
});
