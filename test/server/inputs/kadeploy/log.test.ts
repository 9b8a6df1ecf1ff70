import { expect, it } from 'vitest';
import { createKadeployLogParser, eventsOf, readPastDeployment } from '../../../../server/inputs/kadeploy/log.ts';
import { logLine, kindOf } from '../real-lines.ts';

const wid = 'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab';
const steps = 'SetDeploymentEnvUntrusted,BroadcastEnvKastafior,BootNewEnvKexec,200,200,200';
/** Answers of GET /stats, from the documents of the API. */
const documented = [
  `${wid},frontend,node-1.testbed.lan,${steps},0,0,0,1389347228,165,68,46,debian-base:1,,true,`,
  'R-6d5d2255-f533-44a5-a191-ec69fc5f17b9,frontend,node-1.testbed.lan,Simple,,,0,0,0,0,0,0,1389347638,106,0,0,,,true,',
];
const logged = (retries: string, rest: string, user = 'root') =>
  `${wid},node-1.testbed.lan,${user},${steps},${retries},1389347228,165,68,46,debian-base:1,false,,${rest}`;
const startMs = 1_389_347_228_000;

it('a documented answer of the statistics is read', () => {
  expect(documented.map((text) => readPastDeployment(text))).toMatchObject([
    { wid, user: 'frontend', host: 'node-1.testbed.lan', startMs, success: true, error: '', environment: 'debian-base:1' },
    { wid: 'R-6d5d2255-f533-44a5-a191-ec69fc5f17b9', steps: [{ implementation: 'Simple', seconds: 106 }] },
  ]);
});

it('the log file has its own order of columns', () => {
  expect(readPastDeployment(logged('1,0,2', 'true,'))).toMatchObject({
    host: 'node-1.testbed.lan',
    user: 'root',
    steps: [{ retries: 1 }, { retries: 0 }, { retries: 2, timeout: 200, seconds: 46 }],
  });
});

const words = (text: string): string[] => {
  const past = readPastDeployment(text);
  return past
    ? eventsOf(past).map(({ atMs, sight }) => `${(atMs - startMs) / 1000} ${sight.name}${sight.error ? ` ✖ ${sight.text}` : ''}`)
    : [];
};

it.each([
  [
    'a success',
    logged('0,0,0', 'true,'),
    ['0 kadeploy3/SetDeploymentEnv', '165 kadeploy3/BroadcastEnv', '233 kadeploy3/BootNewEnv', '279 kadeploy3/deployed'],
  ],
  [
    'a try that failed',
    logged('0,0,1', 'true,'),
    [
      '0 kadeploy3/SetDeploymentEnv',
      '165 kadeploy3/BroadcastEnv',
      '233 kadeploy3/BootNewEnv',
      '233 kadeploy3/BootNewEnv ✖ try 1 failed; the log does not say why',
      '233 kadeploy3/BootNewEnv',
      '279 kadeploy3/deployed',
    ],
  ],
  [
    'an error with commas',
    logged('0,0,0', 'false,BootNewEnvKexec-wait_reboot: Unreachable, after the reboot, twice'),
    [
      '0 kadeploy3/SetDeploymentEnv',
      '165 kadeploy3/BroadcastEnv',
      '233 kadeploy3/BootNewEnv',
      '279 kadeploy3/BootNewEnv/wait_reboot ✖ Unreachable, after the reboot, twice',
      '279 kadeploy3/failed ✖ BootNewEnvKexec-wait_reboot: Unreachable, after the reboot, twice',
    ],
  ],
  [
    'an abort',
    `${wid},node-1,root,SetDeploymentEnvUntrusted,,,200,0,0,0,0,0,1389347228,0,0,0,debian-base:1,false,,false,`,
    ['0 kadeploy3/SetDeploymentEnv', '0 kadeploy3/aborted ✖ Deployment aborted'],
  ],
  [
    'a breakpoint',
    `${wid},node-1,root,SetDeploymentEnvUntrusted,BroadcastEnvChain,,200,300,0,0,0,0,1389347228,100,20,0,debian-base:1,false,,true,`,
    ['0 kadeploy3/SetDeploymentEnv', '100 kadeploy3/BroadcastEnv', '120 kadeploy3/breakpoint'],
  ],
])('%s is a whole run', (_, text, expected) => {
  expect(words(text)).toEqual(expected);
});

it('a line is a node of a deployment, which has failed when one of them has', () => {
  const parser = createKadeployLogParser();
  const parse = (text: string) => parser.parse(logLine(text));
  const failed = logged('0,0,0', 'false,BroadcastEnvKastafior-send_environment: no space');
  const lines = [logged('0,0,0', 'true,'), failed, logged('0,0,0', 'true,')].map(parse);
  expect(lines).toMatchObject(
    ['done', 'failed', 'failed'].map((status) => ({ kind: 'reading', atMs: startMs + 279_000, report: { id: `kadeploy:${wid}`, status } })),
  );
  expect(lines[0]).toMatchObject({
    report: { user: 'root', title: `debian-base:1 (${wid})`, members: [{ backend: 'node-1.testbed.lan', status: 'done', state: 'ok' }] },
    observations: [{ who: { host: 'node-1.testbed.lan' }, deployment: `kadeploy:${wid}`, observedAtMs: startMs }, {}, {}, {}],
  });
});

it('reboots are none of ours, and other lines are odd', () => {
  const parser = createKadeployLogParser();
  expect(kindOf(parser.parse(logLine(documented[1] ?? '')))).toBe('irrelevant');
  for (const text of ['', 'a,b', logged('x,0,0', 'true,'), logged('0,0,0', 'maybe,'), 'D-1,,,,,,,,,,,,,,,,,,,,'])
    expect(parser.parse(logLine(text))).toBe('unparsed');
});
