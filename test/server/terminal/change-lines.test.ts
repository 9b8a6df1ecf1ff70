import { describe, expect, it } from 'vitest';
import { changeLines } from '../../../server/terminal/change-lines.ts';
import type { Board } from '../../../server/terminal/board.ts';
import { boardOf, lateAfterDhcp, page, shown, withRun } from './boards.ts';

const a = withRun('a', 'DHCPACK', 590);
const b = withRun('b', 'SSH_Open', 590);
const silent = { sinceMs: page.nowMs, why: 'connect ECONNREFUSED' };
const bar = '▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱';

describe('between two answers', () => {
  it.each<[string, Board, Board, string[]]>([
    ['nothing has changed', boardOf([a, b]), boardOf([a, b]), []],
    ['only a count has', boardOf([a]), boardOf([{ ...a, run: a.run && { ...a.run, count: 7, lastHeardAt: a.run.since } }]), []],
    [
      'a stage has',
      boardOf([a, b]),
      boardOf([withRun('a', 'SSH_Open', 600), b]),
      [`▶ installing a             ${bar}  SSH_Open                 0 s`],
    ],
    [
      'a status has',
      boardOf([a, b]),
      boardOf([lateAfterDhcp('a', 560), b]),
      ['◷ late       a             ▰▰▰▰◷▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱  no TFTP request for 40 s after DHCPACK; limit 40 s; last heard 01:14:20'],
    ],
    [
      'a new run is at the same stage',
      boardOf([b]),
      boardOf([withRun('b', 'SSH_Open', 600, { id: 'b@2' })]),
      [expect.stringMatching(/installing b .*SSH_Open/)],
    ],
    ['somebody is new', boardOf([b]), boardOf([a, b]), [expect.stringMatching(/installing a .*DHCPACK/)]],
    [
      'the service has fallen silent',
      boardOf([a]),
      boardOf([a], { failure: silent }),
      ['✖ no response from http://127.0.0.1:4080: connect ECONNREFUSED'],
    ],
    ['it is silent still', boardOf([a], { failure: silent }), boardOf([a], { failure: silent }), []],
    ['it answers again', boardOf([a], { failure: silent }), boardOf([a]), ['✔ http://127.0.0.1:4080 responds again']],
  ])('%s', (_, before, after, lines) => {
    const told = shown(changeLines(before, after, page));
    expect(told.every((one) => one.startsWith('01:15:00 '))).toBe(true);
    expect(told.map((one) => one.slice('01:15:00 '.length))).toEqual(lines);
  });
});
