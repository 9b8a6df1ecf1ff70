// `npm run bench:syslog`: a syslog of a million lines, one in ten of them ours, beside what reads the same file in any case: how fast lines become
// observations, and the final states of 10,000 machines.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { readFinishedLog } from '../../server/inputs/following/finished-log.ts';
import { mergeByTime } from '../../server/inputs/following/merge-by-time.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { writeLines } from './generated-log.ts';
import { commandRow, mtailRows } from './other-programs.ts';
import { compare, judge, keepFigures, ratioOf } from './rounds.ts';
import { syslogLines } from './syslog-lines.ts';
import { findLogs } from '../server/inputs/readers.ts';

const options = { timeZone: 'UTC', year: 2026, nowMs: Date.now };
const shape = { count: Number(process.env['LINES'] ?? 1_000_000), oursEvery: 10, backends: 10_000 };

const observations = 'ours: lines to observations';
const finalStates = 'ours: lines to final states';
const likePerl = "perl, patterns like xCAT's";
const mtail = 'mtail, the same';
const likeMtail = String.raw`
counter dhcp by message, mac
counter tftp by ip, file

/^(?P<date>\w{3}\s+\d+\s+\d+:\d+:\d+)\s+\S+\s+(?P<program>[^\s:\[]+)(?:\[\d+\])?:\s/ {
  strptime($date, "Jan _2 15:04:05")
  $program == "dhcpd" {
    /: DHCPDISCOVER from (?P<mac>\S+) via \S+/ {
      dhcp["DISCOVER"][$mac]++
    }
    /: DHCPOFFER on \S+ to (?P<mac>\S+) via \S+/ {
      dhcp["OFFER"][$mac]++
    }
    /: DHCPREQUEST for \S+ \(\S+\) from (?P<mac>\S+) via \S+/ {
      dhcp["REQUEST"][$mac]++
    }
    /: DHCPACK on \S+ to (?P<mac>\S+) via \S+/ {
      dhcp["ACK"][$mac]++
    }
  }
  $program == "in.tftpd" {
    /: RRQ from (?P<ip>\S+) filename (?P<file>.+)/ {
      tftp[$ip][$file]++
    }
  }
}
`;
/** Splits each line, then looks for what dhcpd and in.tftpd say, as xCAT's xcatprobe does. */
const likeXcat = String.raw`
  next unless /^(\w{3} +\d+ \d\d:\d\d:\d\d) (\S+) ([^\s:\[]+)(?:\[\d+\])?: (.*)/;
  my ($at, $host, $program, $text) = ($1, $2, $3, $4);
  if ($program =~ /dhcpd/i) {
    if ($text =~ /DHCPDISCOVER\s+from\s+(\S+)\s+via\s+(\S+)/i) { $seen{"$1 discover"}++ }
    elsif ($text =~ /DHCPOFFER\s+on\s+(\S+)\s+to\s+(\S+)\s+via\s+(\S+)/i) { $seen{"$2 offer"}++ }
    elsif ($text =~ /DHCPREQUEST\s+for\s+(\S+)\s+\(\S+\)\s+from\s+(\S+)\s+via\s+(\S+)/i) { $seen{"$2 request"}++ }
    elsif ($text =~ /DHCPACK\s+on\s+(\S+)\s+to\s+(\S+)\s+via\s+(\S+)/i) { $seen{"$2 ack"}++ }
  } elsif ($program =~ /in\.tftpd/i and $text =~ /RRQ\s+from\s+(\S+)\s+filename\s+(.+)/i) { $seen{"$1 $2"}++ }`;

async function toObservations(path: string): Promise<void> {
  for (const log of findLogs([path], options)) for await (const _timed of readFinishedLog(log));
}

async function toStates(path: string): Promise<void> {
  const log = createLog({ debug: false, quiet: true });
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [], log });
  const working = monitor.run();
  for await (const items of mergeByTime(findLogs([path], options).map((found) => readFinishedLog(found))))
    await monitor.queue.pushAll(items);
  monitor.queue.close();
  await working;
}

const folder = mkdtempSync(join(tmpdir(), 'checklist-bench-'));
try {
  const path = join(folder, 'messages');
  const bytes = await writeLines(path, syslogLines(shape));
  const figures = await compare({
    title: `${shape.count.toLocaleString('en')} lines of syslog (${Math.round(bytes / 1e6)} MB), one in ten relevant, of 10,000 machines`,
    unit: 'lines',
    count: shape.count,
    rows: [
      commandRow('grep -cE', 'grep', '-cE', 'dhcpd|tftpd', path),
      commandRow('wc -l', 'wc', '-l', path),
      commandRow('awk, the same pattern', 'awk', '/dhcpd|tftpd/ { n++ } END { print n }', path),
      commandRow(likePerl, 'perl', '-ne', likeXcat, path),
      ...mtailRows(mtail, likeMtail, { folder, path }),
      { name: observations, run: () => toObservations(path) },
      { name: finalStates, run: () => toStates(path) },
    ],
  });
  judge({
    what: 'lines to observations',
    value: ratioOf(figures, observations, 'grep -cE'),
    unit: '× grep',
    goal: 0.3,
    better: 'more',
    floor: 0.12,
  });
  judge({
    what: 'lines to observations',
    value: ratioOf(figures, observations, likePerl),
    unit: '× perl',
    goal: 1,
    better: 'more',
    floor: 0.7,
  });
  judge({
    what: 'lines to observations',
    value: ratioOf(figures, observations, mtail),
    unit: '× mtail',
    goal: 10,
    better: 'more',
    floor: 5,
  });
  const toFinalStates = figures.find(({ name }) => name === finalStates)?.perSecond ?? NaN;
  judge({ what: 'lines to final states', value: toFinalStates, unit: 'lines/s', goal: 1_000_000, better: 'more' });
  judge({ what: 'lines to final states', value: ratioOf(figures, finalStates, likePerl), unit: '× perl', better: 'more', floor: 0.5 });
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
