// A server with sixteen machines in two racks: four stopped together after DHCP, one got no profile, the others install. For what only many show.
import { fleetInventory, fleetMachine, installLines, refusedProfile, stepsToProfile, stepsToTftp } from '../fleet.ts';
import type { Machines } from './browsing.ts';
import { WatchedServer } from './watched-server.ts';

/** From the second rack of forty, so that there are two. */
const numbers = Array.from({ length: 16 }, (_, i) => 32 + i);
const stopped = new Set([33, 34, 35, 36]);
const refused = 40;

export const stoppedHosts = [...stopped].map((n) => fleetMachine(n).host);
export const refusedHost = fleetMachine(refused).host;
export const installingHosts = numbers.filter((n) => !stopped.has(n) && n !== refused).map((n) => fleetMachine(n).host);

/** The server that was started last: for a test in which something happens. */
let server: WatchedServer;

async function start(): Promise<WatchedServer> {
  server = await WatchedServer.create(fleetInventory(48).slice(32));
  for (const n of numbers) tellOf(n);
  await server.start();
  return server;
}

function tellOf(n: number): void {
  if (stopped.has(n)) return write(n, { steps: stepsToTftp, secondsAgo: 100 });
  write(n, { steps: stepsToProfile, secondsAgo: 3 });
  if (n === refused) refuse(n);
}

export const smallFleet: Machines = {
  start,
  shown: ['[data-incident]', `[data-backend="${refusedHost}"][data-status="failed"]`],
};

/** That it gets no profile, now. */
export function refuse(n: number): void {
  const [log, line] = refusedProfile;
  server.append(log, [line(fleetMachine(n), new Date())]);
}

function write(n: number, { steps, secondsAgo }: { steps: number; secondsAgo: number }): void {
  const at = new Date(Date.now() - secondsAgo * 1000);
  for (const [log, line] of installLines.slice(0, steps)) server.append(log, [line(fleetMachine(n), at)]);
}
