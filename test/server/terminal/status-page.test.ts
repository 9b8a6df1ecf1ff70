import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as fc from '../../fuzzing.ts';
import { writeLine } from '../../../server/terminal/line.ts';
import { statusPage } from '../../../server/terminal/status-page.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { repository } from '../../program.ts';
import { at, backend, line, zeroMs } from '../../web/views.ts';
import { boardOf, lateAfterDhcp, page, shown, withRun } from './boards.ts';

const refused = '10.1.1.107 - - [21/Nov/2026:01:14:48 +0000] "GET /install/sbin/profile.cgi HTTP/1.1" 500 571';
const known = { by: 'anna', at: at(500), note: null };
const everySort: BackendSummary[] = [
  withRun('backend-0-10', 'Reboot_Okay', 300, { status: 'installed', endedAt: at(300) }),
  backend('backend-0-9'),
  withRun('backend-0-2', 'Config_Sent', 540, { deadline: at(620) }),
  lateAfterDhcp('backend-0-7', 430),
  withRun('backend-0-1', 'Profile_XML_Sent', 588, { status: 'failed', count: 3, message: refused, evidence: line(refused, 571) }),
  withRun('backend-0-3', 'SSH_Open', 420, { status: 'waiting', message: 'Install Paused' }),
  withRun('backend-0-5', 'SSH_Open', 500, { status: 'stalled', message: 'YPushButton.cc\nno such package', acknowledged: known }),
  withRun('backend-0-4', 'DHCPACK', 100, { status: 'abandoned', endedAt: at(160) }),
  { ...lateAfterDhcp('backend-0-6', 400), muted: { by: 'bob', at: at(0), note: null, until: null } },
];

describe('the page', () => {
  it('tells how each backend stands, those who need somebody first', () => {
    const usual = new Map([['stacki-sles-12', { stages: [{ stage: 'Config_Sent', toEnd: 200 }] }]]);
    expect(shown(statusPage(boardOf(everySort, { usual }), page))).toEqual([
      'install-checklist · http://127.0.0.1:4080 · 01:15:00 UTC',
      '✖ 1 failed   ■ 1 stalled   ◷ 2 late   ‖ 1 waiting   ▶ 1 installing   ✔ 1 installed   ◌ 1 abandoned   · 1 idle',
      '',
      'Needs you (2)',
      '✖ failed     backend-0-1   ▰▰▰▰▰▰▰▰▰▰▰▰▰✖▱▱▱▱▱▱▱▱▱  profile request failed 3 times; last heard 01:14:48',
      `    messages:571  ${refused}`,
      '◷ late       backend-0-7   ▰▰▰▰◷▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱  no TFTP request for 2 m 50 s after DHCPACK; limit 40 s; last heard 01:12:10',
      '    messages:7  dhcpd[127]: DHCPACK to backend-0-7',
      '',
      'Acknowledged or muted (2)',
      '■ stalled    backend-0-5   ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱  YPushButton.cc no such package; seen by anna; last heard 01:13:20',
      '◷ late       backend-0-6   ▰▰▰▰◷▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱  no TFTP request for 3 m 20 s after DHCPACK; limit 40 s; muted by bob; last heard 01:11:40',
      '',
      'Installing (2)',
      '‖ waiting    backend-0-3   ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱  SSH_Open                 3 m 00 s              Install Paused',
      '▶ installing backend-0-2   ▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱  Config_Sent              1 m 00 s of 1 m 20 s  ends ≈ 01:17:20',
      '',
      'Others (3)',
      '✔ installed  backend-0-10  ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰  Reboot_Okay              in 5 m 00 s, ended 01:10:00',
      '◌ abandoned  backend-0-4   ▰▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱  DHCPACK                  in 2 m 40 s, ended 01:07:40',
      '· idle       backend-0-9                            no install seen',
    ]);
  });

  it('tells what many have in common on top, and who they are', () => {
    const backends = [...Array.from({ length: 12 }, (_, n) => lateAfterDhcp(`backend-1-${n}`, 400 + n)), ...everySort];
    const lines = shown(statusPage(boardOf(backends), { ...page, rows: 24, columns: 110 }), 110);
    expect(lines.slice(2, 7)).toEqual([
      '',
      '◷ 13 backends stopped after DHCPACK: TFTP?  since 01:12:20, for 2 m 40 s',
      '    No TFTP request has reached this server since.',
      expect.stringMatching(/^ {4}Is in\.tftpd running/),
      '    backend-1-[0-11],backend-0-7',
    ]);
    // Whoever is told of there has no line of his own, unless the page is as long as it likes.
    expect(lines.slice(7, 11)).toEqual([
      '',
      'Needs you (14), 13 of them above',
      expect.stringContaining('backend-0-1 '),
      expect.any(String),
    ]);
    expect(shown(statusPage(boardOf(backends), page)).filter((one) => /^◷ late +backend-1-/.test(one))).toHaveLength(12);
  });

  it('says of an incident that everybody in it is known', () => {
    const backends = Array.from({ length: 3 }, (_, n) => lateAfterDhcp(`backend-1-${n}`, 400, { acknowledged: known }));
    const lines = shown(statusPage(boardOf(backends), page));
    expect(lines[3]).toBe('◷ 3 backends stopped after DHCPACK: TFTP?  since 01:12:20, for 2 m 40 s; acknowledged');
    expect(lines).toContain('Acknowledged or muted (3)');
    expect(lines.join()).not.toContain('Needs you');
  });

  it('says who follows what where that differs', () => {
    const mixed = [withRun('a', 'DHCPACK', 590), { ...withRun('b', 'DHCPACK', 590), workflow: 'stacki-redhat-7' }];
    const lines = shown(statusPage(boardOf(mixed), page));
    expect(lines).toContainEqual(expect.stringMatching(/^▶ installing b {13}stacki-redhat-7 {2}▰/));
    expect(shown(statusPage(boardOf(mixed), { ...page, columns: 100 })).join()).not.toContain('redhat');
  });

  it('has room for the parts of the install where it is narrow', () => {
    const lines = shown(statusPage(boardOf(everySort), { ...page, columns: 80 }), 80);
    expect(lines).toContainEqual(
      expect.stringMatching(/^✖ failed +backend-0-1 {3}▰▰✖▱▱ {2}profile request failed 3 times; last heard 01…$/),
    );
    expect(lines.slice(1, 3)).toEqual([
      '✖ 1 failed   ■ 1 stalled   ◷ 2 late   ‖ 1 waiting   ▶ 1 installing',
      '✔ 1 installed   ◌ 1 abandoned   · 1 idle',
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^✔ installed +backend-0-10 {2}▰▰▰▰▰ {2}Reboot_Okay/));
    expect(lines).toContainEqual(expect.stringMatching(/^▶ installing backend-0-2 {3}▰▰▱▱▱ {2}Config_Sent/));
  });

  it('keeps its ages going while there is no answer, and says since when', () => {
    const silent = boardOf(everySort, { failure: { sinceMs: page.nowMs, why: 'connect ECONNREFUSED 127.0.0.1:4080' } });
    const lines = shown(statusPage(silent, { ...page, nowMs: page.nowMs + 32_000 }));
    expect(lines.slice(0, 2)).toEqual([
      'install-checklist · http://127.0.0.1:4080 · 01:15:32 UTC',
      '✖ no response since 01:15:00, for 32 s: connect ECONNREFUSED 127.0.0.1:4080. The page shows the state at that time.',
    ]);
    expect(lines).toContainEqual(expect.stringContaining('no TFTP request for 3 m 22 s after DHCPACK'));
  });

  it.each([
    ['before the first answer', boardOf([], { answer: null }), 'waiting for http://127.0.0.1:4080'],
    [
      'without a first answer',
      boardOf([], { answer: null, failure: { sinceMs: page.nowMs - 5_000, why: 'connect ECONNREFUSED' } }),
      '✖ no response since 00:14:55, for 5 s: connect ECONNREFUSED.',
    ],
    ['with nobody to follow', boardOf([]), 'no backends yet'],
    ['with nobody of that name', boardOf([], { nodeset: 'backend-9-[0-3]' }), 'no backends match backend-9-[0-3]'],
  ])('%s says so', (_, board, words) => {
    expect(shown(statusPage(board, page)).slice(1)).toEqual([words]);
  });

  it('says whom it was asked for, and how to end it', () => {
    const [title] = shown(statusPage(boardOf(everySort, { nodeset: 'backend-0-[0-15]' }), { ...page, rows: 40 }));
    expect(title).toBe('install-checklist · http://127.0.0.1:4080 · backend-0-[0-15] · 01:15:00 UTC · q quits');
  });

  it('lets no name or message command the terminal', () => {
    const evil = '\u001B[2Jx\nNeeds you (0)\u202E\u0007';
    const hostile = [
      { ...lateAfterDhcp(evil, 400, { evidence: line(evil) }), host: evil },
      withRun('b', 'SSH_Open', 400, { status: 'failed', message: evil, evidence: line(evil), acknowledged: { ...known, by: evil } }),
      ...Array.from({ length: 3 }, (_, n) => withRun(`${n}`, 'SSH_Open', 400, { status: 'stalled', message: evil })),
    ];
    const board = boardOf(hostile, { failure: { sinceMs: page.nowMs, why: evil }, nodeset: evil });
    for (const told of shown(statusPage(board, page))) expect(told).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('on a terminal', () => {
  const field = Array.from({ length: 500 }, (_, n) => {
    if (n % 3 === 0) return withRun(`n${n}`, 'SSH_Open', 500 + (n % 90));
    return n % 50 === 1 ? withRun(`n${n}`, 'Profile_XML_Sent', n, { status: 'failed', evidence: line('why') }) : lateAfterDhcp(`n${n}`, n);
  });

  it('counts what there is no room for', () => {
    const all = shown(statusPage(boardOf(everySort), page));
    for (let rows = 5; rows < all.length; rows++) {
      const lines = shown(statusPage(boardOf(everySort), { ...page, rows }));
      const own = lines.filter((one) => /^. \w+ +backend-/.test(one)).length;
      expect(lines.at(-1), `in ${rows} rows`).toBe(`… and ${everySort.length - own} more`);
      expect(lines.at(-2), 'no title of nobody').not.toMatch(/^$|\(\d+\)$/);
    }
  });

  it('shows the raw lines only where every backend that needs somebody has room', () => {
    const six = boardOf(Array.from({ length: 6 }, (_, n) => lateAfterDhcp(`n${n}`, n * 100)));
    const own = (rows: number): string[] => shown(statusPage(six, { ...page, rows })).slice(4);
    expect(own(16).filter((one) => one.startsWith('    messages:7 '))).toHaveLength(6);
    expect(own(15)).toEqual(Array.from({ length: 6 }, (_, n) => expect.stringContaining(` n${n} `)));
  });

  it('fits, whatever the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 200 }), fc.nat({ max: 500 }), (rows, columns, count) => {
        const lines = statusPage(boardOf(field.slice(0, count)), { ...page, rows, columns });
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const one of lines) expect(writeLine(one, { columns, colours: false }).length).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

function many(count: number, make: (n: number) => BackendSummary): BackendSummary[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

describe('docs/terminal.md', () => {
  it('shows the page as it is', () => {
    const nowMs = Date.UTC(2026, 10, 24, 10, 32, 7);
    const ago = (seconds: number): number => (nowMs - zeroMs) / 1000 - seconds;
    const asked = '10.1.1.107 - - [24/Nov/2026:10:31:55 +0000] "GET /install/sbin/profile.cgi HTTP/1.1" 500 571';
    const ramdisk = 'Nov 24 10:29:57 frontend-0-0 in.tftpd[148]: RRQ from 10.1.1.109 filename initrd-sles-12-sp3-x86_64';
    const backends = [
      ...many(12, (n) => lateAfterDhcp(`backend-1-${n}`, ago(105 - n))),
      withRun('backend-0-7', 'Profile_XML_Sent', ago(12), {
        status: 'failed',
        count: 3,
        message: asked,
        evidence: { ...line(asked, 571), source: 'ssl_access_log' },
      }),
      withRun('backend-0-9', 'Initrd_RRQ', ago(130), { status: 'late', since: at(ago(60)), evidence: line(ramdisk, 8_120) }),
      ...many(184, (n) => withRun(`backend-2-${n}`, 'Profile_XML_Sent', ago(62), { deadline: at(ago(-78)) })),
      ...many(1_790, (n) => withRun(`backend-3-${n}`, 'Reboot_Okay', ago(600), { status: 'installed', endedAt: at(ago(600)) })),
      ...many(8, (n) => backend(`backend-9-${n}`)),
    ];
    const usual = new Map([['stacki-sles-12', { stages: [{ stage: 'Profile_XML_Sent', toEnd: 315 }] }]]);
    const columns = 150;
    const board = boardOf(backends, { usual });
    const answer = board.answer && { ...board.answer, serverMs: nowMs, receivedMs: nowMs };
    const lines = shown(statusPage({ ...board, answer }, { nowMs, zone: 'UTC', columns, rows: 17 }), columns);
    expect(readFileSync(`${repository}docs/terminal.md`, 'utf8')).toContain(`\`\`\`text\n${lines.join('\n')}\n\`\`\``);
  });
});
