import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ChecklistLog, type ChecklistFormat } from '../../../../server/outputs/checklist-log/checklist-log.ts';
import { act } from '../../../../state-machines/track/actions.ts';
import { actionKinds } from '../../../../state-machines/vocabulary.ts';
import { stageCalled, workflowCalled } from '../../../state-machines/track/play-track.ts';
import { change, declaredBackend, ip, startMs } from '../../core/changes.ts';
import { keptLog } from '../../inputs/following/silent-log.ts';
import { tempFolders } from '../../temp-folder.ts';
import { testOutput } from '../contract/output-contract.ts';

const newFolder = tempFolders();

function create({ path = join(newFolder(), 'checklist.log'), format = 'lines' }: { path?: string; format?: ChecklistFormat } = {}) {
  const { log, said } = keptLog();
  const output = new ChecklistLog({ path, format, log });
  onTestFinished(() => output.close());
  return { output, said, path, written: () => (existsSync(path) ? readFileSync(path, 'utf8') : '') };
}
/** The writer has gone as far as it can for now. */
async function tried(output: ChecklistLog, trouble: (text: string | null) => boolean): Promise<void> {
  while (!trouble(output.trouble)) await new Promise((resolve) => setImmediate(resolve));
}

testOutput(() => create());

describe('the formats', () => {
  it('lines', async () => {
    const { output, written } = create();
    output.take(change());
    output.take(change({ stage: 'Profile_XML_Sent', success: false, message: 'HTTP 500' }, 2));
    await output.close();
    expect(written()).toBe(
      `IP = ${ip}, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = True\n` +
        `IP = ${ip}, 2026-11-21 01:05:17 State = State.Profile_XML_Sent, Success = False, Message = HTTP 500\n`,
    );
  });

  it('json: one object a line, whatever the message', async () => {
    const { output, written } = create({ format: 'json' });
    output.take(change({ message: 'two\nlines' }, 7));
    await output.close();
    expect(written().split('\n')).toHaveLength(2);
    expect(JSON.parse(written())).toMatchObject({
      seq: 7,
      backend: 'backend-0-0',
      stage: 'DHCPDISCOVER',
      message: 'two\nlines',
      at: '2026-11-21T01:05:17.000Z',
    });
  });

  it('has of what people do only that a run was closed, by whom', async () => {
    const { output, written } = create();
    for (const kind of actionKinds) output.take(change({ kind, author: 'anna', success: kind !== 'closed', message: 'new disks' }));
    await output.close();
    expect(written()).toBe(
      `IP = ${ip}, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = False, Message = closed as abandoned by anna: new disks\n`,
    );
  });

  it('blocks: one of a run that was closed ends with who closed it', async () => {
    const { output, written } = create({ format: 'blocks' });
    const workflow = workflowCalled('stacki-sles-12');
    const backend = declaredBackend();
    const when = { atMs: startMs, receivedAtMs: startMs, evidence: null };
    backend.track.observe({ ...when, workflow, stage: stageCalled(workflow, 'DHCPDISCOVER'), error: false, message: null });
    const outcome = act(backend.track, { action: 'close', author: 'anna', as: 'abandoned' }, startMs);
    for (const transition of typeof outcome === 'string' ? [] : outcome) output.take({ type: 'transition', seq: 1, backend, transition });
    await output.close();
    expect(written().trimEnd().split('\n').slice(1, -1)).toEqual([
      `IP = ${ip}, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = True`,
      `IP = ${ip}, 2026-11-21 01:05:17 State = State.DHCPDISCOVER, Success = False, Message = closed as abandoned by anna`,
    ]);
  });

  it('has no repetitions and no dissolved runs', async () => {
    const { output, written } = create();
    output.take(change({ kind: 'repeated' }));
    output.take(change({ kind: 'dissolved' }));
    output.take({ type: 'gone', seq: 3, id: 'other' });
    await output.close();
    expect(written()).toBe('');
  });
});

it('adds to what is there', async () => {
  const first = create();
  first.output.take(change({ stage: 'First' }));
  await first.output.close();
  const second = create({ path: first.path });
  second.output.take(change({ stage: 'Second' }));
  await second.output.close();
  expect(second.written().match(/First|Second/g)).toEqual(['First', 'Second']);
});

it('rotated by renaming between two writes: the next goes to a new file', async () => {
  const { output, path, written } = create();
  output.take(change({ stage: 'Before' }));
  while (!written().endsWith('\n')) await new Promise((resolve) => setImmediate(resolve));
  renameSync(path, `${path}.1`);
  output.take(change({ stage: 'After' }));
  await output.close();
  expect(readFileSync(`${path}.1`, 'utf8')).toMatch(/^.*Before.*\n$/);
  expect(written()).toMatch(/^.*After.*\n$/);
});

it('every line is written whenever it comes, also while the writer ends', async () => {
  const { output, written } = create();
  for (let n = 0; n < 300; n++) {
    output.take(change({ stage: `Stage_${n}_` }, n));
    // At every point of the writer's work, also right after its last look.
    for (let turn = 0; turn < n % 7; turn++) await (turn % 2 === 0 ? Promise.resolve() : new Promise((resolve) => setImmediate(resolve)));
  }
  await output.close();
  expect(written().match(/Stage_\d+_/g)).toEqual(Array.from({ length: 300 }, (_, n) => `Stage_${n}_`));
});

describe('a folder that is missing', () => {
  it('is told, and nothing is lost when it comes', async () => {
    const { output, path, said, written } = create({ path: join(newFolder(), 'later', 'checklist.log') });
    output.take(change({ stage: 'Early' }));
    await tried(output, (trouble) => trouble !== null);
    expect(output.trouble).toMatch(/later\/checklist\.log cannot be written: ENOENT/);
    output.take(change({ stage: 'Meanwhile' }));
    mkdirSync(dirname(path));
    await output.close();
    expect(written().match(/Early|Meanwhile/g)).toEqual(['Early', 'Meanwhile']);
    expect(output.trouble).toBeNull();
    expect(said.all.map(({ level }) => level)).toEqual(['error', 'info']);
  });

  it('at the end too is told with the number of lines, and keeps nobody waiting', async () => {
    const { output, said } = create({ path: join(newFolder(), 'never', 'checklist.log') });
    for (const n of [1, 2, 3]) output.take(change({}, n));
    await output.close();
    expect(said.all.at(-1)?.text).toMatch(/"lines":3.*could not be written/);
  });
});

it('the machines are slowed down while too much waits for the disk, until the end', async () => {
  const { output } = create({ path: join(newFolder(), 'never', 'checklist.log') });
  for (let n = 0; n <= 50_000; n++) output.take(change({}, n));
  let ready = false;
  const waiting = output.ready().then(() => (ready = true));
  await tried(output, (trouble) => trouble !== null);
  expect(ready).toBe(false);
  await output.close();
  await waiting;
});

describe.runIf(process.getuid?.() === 0)('on a disk that is full', () => {
  it('takes back half a line, and writes each line once when there is room again', async () => {
    const folder = join(newFolder(), 'small');
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
    const { output, written, said } = create({ path: join(folder, 'checklist.log') });
    output.take(change({ stage: 'First' }, 1));
    while (!written().endsWith('\n')) await new Promise((resolve) => setImmediate(resolve));
    const first = written();
    // One page is left, and the first page of the file has room too: half of the next line fits.
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(64 * 1024 - 2 * 4_096));
    output.take(change({ stage: 'Second', success: false, message: 'x'.repeat(20_000) }, 2));
    await tried(output, (trouble) => trouble !== null);
    expect(output.trouble).toMatch(/ENOSPC|no space/i);
    expect(written()).toBe(first);
    rmSync(join(folder, 'ballast'));
    await said.until(({ text }) => text.includes('checklist.log is writable again'));
    await output.close();
    expect(written().match(/First|Second/g)).toEqual(['First', 'Second']);
    expect(said.all.map(({ level }) => level)).toEqual(['error', 'info']);
  });
});
