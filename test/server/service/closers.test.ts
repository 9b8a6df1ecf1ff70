import { expect, it } from 'vitest';
import { Closers } from '../../../server/service/closers.ts';
import { keptLog } from '../inputs/following/silent-log.ts';

it('closes the last first, and each only once', async () => {
  const closed: string[] = [];
  const closers = new Closers(keptLog().log);
  for (const name of ['a', 'b', 'c']) closers.add(name, async () => closed.push(name));
  await closers.closeAll();
  await closers.closeAll();
  expect(closed).toEqual(['c', 'b', 'a']);
});

it('goes on when one fails or does not end', async () => {
  const { log, said } = keptLog();
  const closed: string[] = [];
  const closers = new Closers(log, 10);
  closers.add('first', async () => closed.push('first'));
  closers.add('stuck', () => new Promise(() => {}));
  closers.add('broken', async () => {
    throw new Error('no');
  });
  await closers.closeAll();
  expect(closed).toEqual(['first']);
  expect(said.all.map(({ text }) => text)).toEqual(['broken: no', 'stuck: did not end within 10 ms']);
});
