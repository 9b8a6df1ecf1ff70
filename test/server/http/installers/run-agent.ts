// Runs the helper as an installing machine does: under one shell, with only some programs within reach, its messages in a scratch folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext } from 'vitest';
import { agentScript } from '../../../../server/service/version.ts';

/** The shells that an installer may have as its `sh`. */
export const shells = { dash: ['dash'], 'busybox ash': ['busybox', 'sh'], bash: ['bash'] } as const;
export type Shell = keyof typeof shells;

/** What the helper needs besides a shell and something that sends. */
const basics = ['sed', 'tr', 'tail', 'dd', 'mkdir', 'rm', 'mv', 'sleep', 'grep', 'renice', 'sh'];

/** Intervals of a few hundredths of a second, so that tests wait for events and not for times. */
const quick = {
  AGENT_TIMEOUT: '2',
  AGENT_PAUSE: '0.02',
  AGENT_RETRY: '1',
  AGENT_RETRY_MAX: '1',
  AGENT_STEP_SECONDS: '0.1',
  AGENT_FILLED_SECONDS: '0.1',
  AGENT_WAIT_SECONDS: '0.1',
  AGENT_STALL_SECONDS: '0',
  AGENT_LOG_SECONDS: '0.1',
};

export interface AgentOptions {
  shell?: Shell;
  /** Programs beside the basics; `busybox NAME` for an applet. Everything on this machine when left out. */
  tools?: readonly string[] | undefined;
  env?: Record<string, string>;
  /** Another script than the one in the repository. */
  script?: string;
  /** Needed where tests run at the same time. */
  test?: TestContext;
}

export interface Agent {
  /** Where its messages wait. */
  dir: string;
  run(...args: string[]): Promise<Ended>;
}

export interface Ended {
  code: number;
  output: string;
}

/** A helper with a folder of its own. When the test is over the folder goes, and every process of the helper must end by that. */
export function newAgent(server: string, options: AgentOptions = {}): Agent {
  const { shell = 'dash', tools, env = {}, script = agentScript, test = { onTestFinished, expect } } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'checklist-agent-'));
  const dir = join(scratch, 'agent');
  const path = tools ? toolsFolder(join(scratch, 'tools'), tools) : process.env['PATH'];
  test.onTestFinished(async () => {
    await test.expect.poll(() => leftAfterRemovalOf(dir), { timeout: 20_000 }).toEqual([]);
    // Not before: the programs within its reach are in there.
    rmSync(scratch, { recursive: true, force: true });
  });
  const all = { ...quick, PATH: path, AGENT_DIR: dir, AGENT_SERVER: server, ...env };
  return { dir, run: async (...args) => runShell(shells[shell], [script, ...args], all) };
}

async function runShell([shell, ...before]: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  // A fourth descriptor, as debconf has one: whoever keeps it, or the output, keeps the installer waiting.
  const child = spawn(which(shell ?? ''), [...before, ...args], { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code: code as number, output };
}

function toolsFolder(folder: string, tools: readonly string[]): string {
  const names = [...basics.filter((name) => !tools.includes(`busybox ${name}`)), ...tools];
  mkdirSync(folder);
  for (const name of names) symlinkSync(which(name.split(' ')[0] ?? ''), join(folder, name.split(' ').at(-1) ?? ''));
  return folder;
}

function which(name: string): string {
  const found = (process.env['PATH'] ?? '').split(':').find((folder) => existsSync(join(folder, name)));
  if (found === undefined) throw new Error(`${name} is not here; on Debian: apt-get install ${name}`);
  return join(found, name);
}

/** To be called again until nothing is left: it may have been writing there just when the folder was removed. */
function leftAfterRemovalOf(dir: string): string[] {
  rmSync(dir, { recursive: true, force: true });
  return processesOf(dir);
}

/** What runs for the helper of that folder. */
export function processesOf(dir: string): string[] {
  return runningFor(dir).map(({ command }) => command);
}

/** Ends those that `wanted` matches; how many they were. */
export function endProcesses(dir: string, wanted: RegExp): number {
  const found = runningFor(dir).filter(({ command }) => wanted.test(command));
  for (const { pid } of found) process.kill(pid);
  return found.length;
}

function runningFor(dir: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && readProc(pid, 'environ').includes(`AGENT_DIR=${dir}\0`))
    .map((pid) => ({ pid: Number(pid), command: readProc(pid, 'cmdline').replaceAll('\0', ' ') }))
    .filter(({ command }) => command !== '');
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
