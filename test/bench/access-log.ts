// `npm run bench:access-log`: an access log of a million requests, one in fifty of them of an install, beside what reads the same file in any
// case. Each GET and POST is an observation: what it says of a backend depends on that backend's workflow.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFinishedLog } from '../../server/inputs/following/finished-log.ts';
import { accessLogLines } from './access-log-lines.ts';
import { writeLines } from './generated-log.ts';
import { commandRow, isInstalled, mtailRows } from './other-programs.ts';
import { compare, judge, keepFigures, ratioOf } from './rounds.ts';
import { findLogs } from '../server/inputs/readers.ts';

const shape = { count: Number(process.env['LINES'] ?? 1_000_000), oursEvery: 50, backends: 10_000 };

const observations = 'ours: lines to observations';
const mtail = 'mtail, by client and stage';
const goaccess = 'goaccess';
const likeMtail = String.raw`
counter requests by method, status
counter stages by ip, stage

/^(?P<ip>[0-9A-Za-z\.:-]+) \S+ \S+ \[(?P<date>\d{2}\/\w{3}\/\d{4}:\d{2}:\d{2}:\d{2} (\+|-)\d{4})\] "(?P<method>[A-Z]+) (?P<target>\S+) HTTP\/\d\.\d" (?P<status>\d{3}) / {
  strptime($date, "02/Jan/2006:15:04:05 -0700")
  requests[$method][$status]++
  /GET \S+\/boot\/\S+\/(?P<file>config|common|root|bind|cracklib-dict-full\.rpm|sles-stacki\.img) HTTP/ {
    stages[$ip][$file]++
  }
  /GET \/install\/sbin\/(?:public\/)?(?P<script>profile|setDbPartitions|setPxeboot)\.cgi/ {
    stages[$ip][$script]++
  }
}
`;

async function toObservations(path: string): Promise<void> {
  for (const log of findLogs([path], { timeZone: 'UTC', nowMs: Date.now })) for await (const _timed of readFinishedLog(log));
}

const folder = mkdtempSync(join(tmpdir(), 'checklist-bench-'));
try {
  const path = join(folder, 'access_log');
  const bytes = await writeLines(path, accessLogLines(shape));
  const figures = await compare({
    title: `${shape.count.toLocaleString('en')} lines of an access log (${Math.round(bytes / 1e6)} MB), one in fifty of an install, of 10,000 machines`,
    unit: 'lines',
    count: shape.count,
    rows: [
      commandRow('grep -cE', 'grep', '-cE', String.raw`profile\.cgi|setPxeboot\.cgi|/boot/x86_64/`, path),
      commandRow('wc -l', 'wc', '-l', path),
      ...mtailRows(mtail, likeMtail, { folder, path }),
      ...(isInstalled('goaccess')
        ? [commandRow(goaccess, 'goaccess', path, '--log-format=COMBINED', '--no-progress', '-o', join(folder, 'report.json'))]
        : []),
      { name: observations, run: () => toObservations(path) },
    ],
  });
  const what = 'lines to observations';
  judge({ what, value: ratioOf(figures, observations, mtail), unit: '× mtail', goal: 10, better: 'more', floor: 5 });
  judge({ what, value: ratioOf(figures, observations, goaccess), unit: '× goaccess', goal: 10, better: 'more', floor: 5 });
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
