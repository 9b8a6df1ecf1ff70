// The pages that show a complete example are followed step by step.
import { mkdtemp, mkdir, readFile, rm, writeFile, appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { aliases } from '../../server/settings/settings.ts';
import type { BackendView, StageView } from '../../state-machines/view/view.ts';
import { freePort } from '../free-port.ts';
import { launcher, repository, startProcess, startProgram, type Program } from '../program.ts';
import { codeBlocks, type Block } from './code-blocks.ts';

async function blocksOf(page: string): Promise<Block[]> {
  return codeBlocks(await readFile(join(repository, page), 'utf8'));
}

/** Replaces the ports of a page by free ones, each once: a free one may contain the digits of another. */
function withPorts(ports: Record<number, number | undefined>): (text: string) => string {
  return (text) => text.replaceAll(/\b\d{4}\b/g, (number) => String(ports[Number(number)] ?? number));
}

describe('docs/adding-a-stage.md', () => {
  let folder: string;
  let service: Program | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checklist-docs-'));
  });
  afterEach(async () => {
    service?.child.kill('SIGTERM');
    await service?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  test('followed to the letter, ports apart, each way of reporting makes the stage seen', async () => {
    const http = await freePort();
    const mqtt = await freePort();
    const here = withPorts({ 4080: http, 1883: mqtt });
    const run = async (command: string): Promise<void> => {
      const shell = startProcess('sh', ['-ec', here(command).replaceAll('npx checklist', `"${process.execPath}" "${launcher}"`)], {
        cwd: folder,
        env: { AGENT_DIR: join(folder, 'agent') },
      });
      expect(await shell.ended, shell.output()).toBe(0);
    };
    const blocks = await blocksOf('docs/adding-a-stage.md');
    for (const { file, text } of blocks.filter((block) => block.language === 'yaml' && block.file !== undefined)) {
      await mkdir(dirname(join(folder, file ?? '')), { recursive: true });
      await writeFile(join(folder, file ?? ''), here(text));
    }
    const [check, ...reports] = blocks.filter((block) => block.language === 'sh');
    expect(reports).toHaveLength(5);
    await run(check?.text ?? '');
    await writeFile(join(folder, 'messages'), '');
    service = startProgram(['serve', '-c', 'checklist.yaml', '--debug'], { cwd: folder });
    await service.printed(/reading health/);
    await appendFile(
      join(folder, 'messages'),
      'Nov 21 01:05:34 frontend-0-0 in.tftpd[147]: RRQ from 10.1.1.101 filename vmlinuz-sles-12-sp3-x86_64\n',
    );
    await service.printed(/VMLinuz_RRQ_Install/);
    const stagesSeen = async (): Promise<StageView[]> => {
      const backend = (await (await fetch(`http://127.0.0.1:${http}/api/v1/backends/backend-0-0`)).json()) as BackendView;
      return backend.runs.at(-1)?.stages ?? [];
    };
    for (const [i, { text }] of reports.entries()) {
      await run(text);
      await expect
        .poll(async () => (await stagesSeen()).find((stage) => stage.name === 'DISKS_NUKED')?.count, { message: text })
        .toBe(i + 1);
    }
    const stages = await stagesSeen();
    const index = stages.findIndex((stage) => stage.name === 'DISKS_NUKED');
    expect(stages[index]).toMatchObject({ status: 'done', count: 5, limitSeconds: 120, optional: true, group: 'installer' });
    expect(stages[index - 1]?.name).toBe('Profile_XML_Sent');
    expect(await readFile(join(folder, 'checklist.log'), 'utf8')).toMatch(
      /^IP = 10\.1\.1\.101, .* State = State\.DISKS_NUKED, Success = True$/m,
    );
  });
});

describe('docs/ways-in.md', () => {
  test('followed to the letter, ports apart, each way makes the stage seen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checklist-docs-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const numbers = [4080, 1883, 5000, 4711, 5514, 5515];
    const free = await Promise.all(numbers.map(() => freePort()));
    const here = withPorts(Object.fromEntries(numbers.map((number, i) => [number, free[i]])));
    const blocks = await blocksOf('docs/ways-in.md');
    for (const { file, text } of blocks.filter((block) => block.file !== undefined)) {
      await mkdir(dirname(join(folder, file ?? '')), { recursive: true });
      await writeFile(join(folder, file ?? ''), here(text));
    }
    for (const log of ['computes.log', 'install.log']) await writeFile(join(folder, log), '');
    const service = startProgram(['serve', '-c', 'checklist.yaml', '--debug'], { cwd: folder });
    onTestFinished(() => void service.child.kill('SIGKILL'));
    for (const name of ['health', 'smq-udp', 'fai', 'syslog-udp', 'syslog-tcp']) await service.printed(new RegExp(`reading ${name}`));
    const ways = blocks.filter((block) => block.language === 'sh');
    expect(ways).toHaveLength(9);
    for (const [i, { text }] of ways.entries()) {
      const shell = startProcess('sh', ['-ec', here(text)], { cwd: folder });
      expect(await shell.ended, shell.output()).toBe(0);
      const stages = async (): Promise<StageView[]> => {
        const backend = (await (await fetch(`http://127.0.0.1:${free[0]}/api/v1/backends/backend-0-0`)).json()) as BackendView;
        return backend.runs.at(-1)?.stages ?? [];
      };
      await expect.poll(async () => (await stages()).find(({ name }) => name === 'DISKS_NUKED')?.count, { message: text }).toBe(i + 1);
    }
    expect(await readFile(join(folder, 'checklist.log'), 'utf8')).toMatch(/^IP = \S+, .* State = State\.DISKS_NUKED, Success = True$/m);
  });

  test('names every way that there is', async () => {
    const text = await readFile(join(repository, 'docs/ways-in.md'), 'utf8');
    const types = ['smq-zmq', 'smq-udp', 'fai', 'syslog-udp', 'syslog-tcp', 'xcat-log', 'cobbler-install-log', 'fai-log', ...aliases];
    expect(types.filter((type) => !text.includes(type))).toEqual([]);
  });
});
