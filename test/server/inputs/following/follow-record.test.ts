import { expect, it } from 'vitest';
import { FollowRecord, troubleText } from '../../../../server/inputs/following/follow-record.ts';
import { KnownLog } from '../../../../server/inputs/following/known-log.ts';

const path = '/var/log/messages';
const known = (head: string, offset: number): KnownLog => new KnownLog({ dev: 1, ino: 7 }, Buffer.from(head), { offset, lines: 3 });

it('a lost file is counted, and told with how far it was read', () => {
  const record = new FollowRecord();
  record.lost(path, known('Nov 21', 1234));
  record.lost(path, known('Nov 22', 9));
  expect(record.counters).toMatchObject({ lostFiles: 2, unreadFiles: 0 });
  expect(record.notices[0]).toBe('a file of /var/log/messages is gone after being read up to byte 1234; anything after that is lost');
});

it('a file that nothing was read of can not be lost', () => {
  const record = new FollowRecord();
  record.lost(path, known('', 0));
  expect([record.counters.lostFiles, record.notices]).toEqual([0, []]);
});

it('each file that can not be unpacked is told once', () => {
  const record = new FollowRecord();
  for (const name of ['messages.1.xz', 'messages.2.xz', 'messages.1.xz'])
    record.unreadable(`/var/log/${name}`, 'xz compression is not supported');
  expect(record.counters).toMatchObject({ unreadFiles: 2, lostFiles: 0 });
  expect(record.notices).toEqual([1, 2].map((n) => `/var/log/messages.${n}.xz was read only in part: xz compression is not supported`));
});

it.each([
  ['ENOENT', `${path} does not exist yet`],
  ['EACCES', `${path} can't be read: permission denied`],
  ['EIO', `${path} can't be read: words of Node`],
  [undefined, `${path} can't be read: words of Node`],
])('%s', (code, text) => {
  expect(troubleText(path, Object.assign(new Error('words of Node'), { code }))).toBe(text);
});
