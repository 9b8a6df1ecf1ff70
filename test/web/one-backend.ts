// A server whose machines show what only the page of one backend tells: one that was installed twice, two that are late, two that got no profile.
import { vi } from 'vitest';
import {
  fleetInventory,
  fleetMachine,
  installLines,
  refusedProfile,
  stepsToDisk,
  stepsToImages,
  stepsToProfile,
  stepsToTftp,
} from '../fleet.ts';
import type { Machines } from './browsing.ts';
import { WatchedServer } from './watched-server.ts';

const [installedTwice, late, failed, acted, dialogs] = [0, 1, 2, 3, 4].map(fleetMachine) as [Told, Told, Told, Told, Told];
type Told = ReturnType<typeof fleetMachine>;
export const hosts = {
  installedTwice: installedTwice.host,
  late: late.host,
  failed: failed.host,
  acted: acted.host,
  dialogs: dialogs.host,
};

/** The server that was started last: for a test in which something happens. */
let server: WatchedServer;

async function start(): Promise<WatchedServer> {
  server = await WatchedServer.create(fleetInventory(5));
  for (const machine of [late, dialogs]) tell(machine, { from: 0, to: stepsToTftp, secondsAgo: 100 });
  for (const machine of [failed, acted]) {
    tell(machine, { from: 0, to: stepsToProfile, secondsAgo: 20 });
    write(machine, refusedProfile, 10);
  }
  await server.start();
  // Its end at its own time, or the next one would lie before it.
  await install({ secondsAgo: 600, profileSeconds: 0, end: () => checkIn({ stage: 'Reboot_Okay', ago: 600 }) });
  await install({ secondsAgo: 300, profileSeconds: 60, end: () => server.publish('Reboot_Okay', installedTwice.ip) });
  return server;
}

interface Install {
  secondsAgo: number;
  /** The profile comes so many seconds after all that is before it. */
  profileSeconds: number;
  end: () => Promise<void>;
}

async function install({ secondsAgo, profileSeconds, end }: Install): Promise<void> {
  // Each log is read on its own: what goes to another one waits until this one is read, as it would in an install.
  const parts = [
    { from: 0, to: stepsToImages, stage: 'Initrd_RRQ', secondsAgo },
    { from: stepsToImages, to: stepsToProfile, stage: 'SLES_Img_Sent', secondsAgo },
    { from: stepsToProfile, to: stepsToDisk, stage: 'Set_Bootaction_OS', secondsAgo: secondsAgo - profileSeconds },
    { from: stepsToDisk, to: installLines.length, stage: 'Rebooting_HDD', secondsAgo: secondsAgo - profileSeconds },
  ];
  // One clock for all of it, however long the reading takes.
  const nowMs = Date.now();
  for (const { stage, ...part } of parts) {
    tell(installedTwice, { ...part, nowMs });
    await newestRunHas(`"stage":"${stage}"`);
  }
  await end();
  await newestRunHas('"status":"installed"');
}

async function checkIn(body: { stage: string; ago: number }): Promise<void> {
  const address = `${server.url}/api/v1/backends/${installedTwice.host}/stages`;
  const { status } = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (status !== 202) throw new Error(`a check-in was answered ${status}`);
}

async function newestRunHas(text: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const response = await fetch(`${server.url}/api/v1/backends?view=summary&nodes=${installedTwice.host}`);
      if (!(await response.text()).includes(text)) throw new Error(`${installedTwice.host} has no run with ${text}`);
    },
    { timeout: 10_000 },
  );
}

/** What the late machine was missed for, now. */
export function goOn(): void {
  tell(late, { from: stepsToTftp, to: stepsToTftp + 3, secondsAgo: 0 });
}

interface Part {
  from: number;
  to: number;
  secondsAgo: number;
  nowMs?: number;
}

function tell(machine: Told, { from, to, secondsAgo, nowMs }: Part): void {
  for (const line of installLines.slice(from, to)) write(machine, line, secondsAgo, nowMs);
}

function write(machine: Told, [log, line]: typeof refusedProfile, secondsAgo: number, nowMs = Date.now()): void {
  server.append(log, [line(machine, new Date(nowMs - secondsAgo * 1000))]);
}

const shown: [string, string][] = [
  [hosts.installedTwice, 'installed'],
  [hosts.late, 'late'],
  [hosts.failed, 'failed'],
  [hosts.acted, 'failed'],
  [hosts.dialogs, 'late'],
];

export const oneBackend: Machines = { start, shown: shown.map(([host, status]) => `[data-backend="${host}"][data-status="${status}"]`) };
