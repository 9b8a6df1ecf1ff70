import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { backendViewSchema } from '../../../state-machines/view/view.ts';
import { launcher, repository } from '../../program.ts';
import { tempFolders } from '../temp-folder.ts';
import { run } from './run.ts';

const newFolder = tempFolders();
const replay = (story: string, ...options: string[]) =>
  run([
    'replay',
    `sample-logs/${story}`,
    '--inventory',
    `sample-logs/${story}/inventory.yaml`,
    '--year',
    '2026',
    '--tz',
    'UTC',
    ...options,
  ]);

describe('the exit code', () => {
  it('is 0 when every install is well', async () => {
    expect(await replay('clean')).toMatchObject({ code: 0, stderr: '' });
  });

  it('is 1 when a run failed', async () => {
    const { code, stdout } = await replay('profile-500');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^backend-0-0: failed$/m);
    expect(stdout).toMatch(/^backend-0-1: installed$/m);
  });
});

it('prints the original’s block of each run', async () => {
  const { stdout } = await replay('clean');
  expect(stdout).toMatch(
    /^#### Installation Status Messages for 10\.1\.1\.101 ####\nIP = 10\.1\.1\.101, 2026-11-21 01:05:17 State = State\.DHCPDISCOVER, Success = True\n/,
  );
  expect(stdout).toMatch(/State = State\.Reboot_Okay, Success = True\n#{45}\n\nbackend-0-0: installed\n/);
});

it('--json gives what the API gives', async () => {
  const { code, stdout } = await replay('clean', '--json');
  expect(code).toBe(0);
  const { backends } = z.strictObject({ backends: z.array(backendViewSchema) }).parse(JSON.parse(stdout));
  expect(backends).toMatchObject([
    {
      id: 'backend-0-0',
      host: 'backend-0-0',
      ip: '10.1.1.101',
      mac: '52:54:00:aa:00:10',
      workflow: 'stacki-sles-12',
      status: 'installed',
      stage: 'Reboot_Okay',
      runs: [{ startedAt: '2026-11-21T01:05:17.000Z', status: 'installed', endedAt: expect.stringMatching(/^2026-11-21T01:06:/) }],
    },
  ]);
  expect(backends[0]?.runs[0]?.stages[0]).toMatchObject({
    name: 'DHCPDISCOVER',
    status: 'done',
    at: '2026-11-21T01:05:17.000Z',
    evidence: [{ source: 'messages', line: 21, text: expect.stringMatching(/^Nov 21 01:05:17 /) }, expect.anything(), expect.anything()],
  });
});

it('--log prints checklist.log: a line for each change', async () => {
  const { stdout } = await replay('clean', '--log');
  const lines = stdout.trimEnd().split('\n');
  expect(
    lines.every((line) =>
      /^IP = 10\.1\.1\.101, 2026-11-21 01:0[56]:\d\d State = State\.\w+, Success = True(?:, Message = .*)?$/.test(line),
    ),
  ).toBe(true);
  expect(lines.at(-1)).toContain('Reboot_Okay');
});

it('finds the machines itself where there is no inventory', async () => {
  const { code, stdout } = await run(['replay', 'sample-logs/clean', '--json', '--year', '2026', '--tz', 'UTC']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).backends).toMatchObject([{ mac: '52:54:00:aa:00:10', ip: '10.1.1.101', status: 'installed', declared: false }]);
});

it('reads rotated and compressed logs, oldest first', async () => {
  const { code, stdout } = await replay('rotated', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).backends.map((backend: { status: string }) => backend.status)).toContain('installed');
});

it('says how many lines it did not understand', async () => {
  const folder = newFolder();
  cpSync('sample-logs/clean', folder, { recursive: true });
  appendFileSync(join(folder, 'messages'), 'no syslog\n');
  const { code, stderr } = await run(['replay', folder]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/1 of \d+ lines were not understood; the last one: no syslog/);
});

describe('what can’t be read is told in one line and ends with 2', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'letter.txt'), 'Dear Sir or Madam\n');
  writeFileSync(join(folder, 'messages.1.gz'), 'not packed');

  it.each([
    ['a path that is not there', join(folder, 'gone'), /gone: can't be read: ENOENT/],
    ['a file that is no log', join(folder, 'letter.txt'), /letter\.txt: unknown log format/],
    ['a folder without logs', newFolder(), /no logs found/],
    ['a damaged .gz', join(folder, 'messages.1.gz'), /messages\.1\.gz: can't be unpacked/],
  ])('%s', async (_, path, message) => {
    const { code, stdout, stderr } = await run(['replay', path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^checklist: [^\n]+\n$/);
  });

  it('a workflow that is not there', async () => {
    expect(await replay('clean', '--workflow', 'unheard-of')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^checklist: no workflow is called unheard-of; known workflows: debian-preseed, /),
    });
  });
});

describe('what is piped in', () => {
  const session = readFileSync(join(repository, 'sample-logs/starlingx-stopped-on-failure/dcmanager.txt'));

  it('is read as a file of its content is', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, 'replay', '-', '--json'], {
      input: session,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const { deployments } = JSON.parse(stdout) as { deployments: { status: string; members: { backend: string; status: string }[] }[] };
    expect(deployments.map(({ status: word, members }) => [word, members.map((member) => member.status)])).toEqual([
      ['failed', ['failed', 'done', 'not-started', 'not-started']],
    ]);
  });

  it('is refused where it is no log, and leaves nothing behind', () => {
    const tmp = newFolder();
    const { status, stderr } = spawnSync(process.execPath, [launcher, 'replay', '-'], {
      input: 'hello\n',
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: tmp },
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/unknown log format/);
    expect(readdirSync(tmp)).toEqual([]);
  });
});
