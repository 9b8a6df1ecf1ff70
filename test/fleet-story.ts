// Two thousand machines as an admin may find them in the morning: most are installed, some install, twelve stopped together after DHCP, five
// got no profile, and three are late each for a reason of its own. For screenshots; written before the service starts, as if it had just happened.
import mqtt from 'mqtt';
import { fleetMachine, installLines, refusedProfile, stepsToProfile, stepsToTftp } from './fleet.ts';
import type { LogName, WatchedServer } from './web/watched-server.ts';

export const storySize = 2_000;
const stepSeconds = 7;

interface Part {
  /** How many steps of the install are done. */
  steps: number;
  /** How long ago the last one was. */
  lastSecondsAgo: number;
  refused?: boolean;
}

type Fate = 'idle' | 'installed' | Part;

/** What has become of machine number `n`. */
function fateOf(n: number): Fate {
  if (n >= 1_960) return 'idle';
  if (n >= 400 && n < 412) return { steps: stepsToTftp, lastSecondsAgo: 95 + (n % 12) * 2 };
  if (n >= 838 && n < 843) return { steps: stepsToProfile, lastSecondsAgo: 40, refused: true };
  if (n === 77) return { steps: 7, lastSecondsAgo: 260 };
  if (n === 1_203) return { steps: 14, lastSecondsAgo: 310 };
  if (n === 1_377) return { steps: 1, lastSecondsAgo: 95 };
  if (n % 9 === 4) return { steps: 5 + ((n * 7) % 11), lastSecondsAgo: 2 + (n % 20) };
  return 'installed';
}

/** Resolves when all of it is written and the installed ones have said that they are online. */
export async function tellFleetStory(server: WatchedServer): Promise<void> {
  const lines: Record<LogName, { atMs: number; text: string }[]> = { messages: [], access_log: [], ssl_access_log: [] };
  const add = (n: number, [log, line]: typeof refusedProfile, atMs: number): void => {
    lines[log].push({ atMs, text: line(fleetMachine(n), new Date(atMs)) });
  };
  const nowMs = Date.now();
  for (let n = 0; n < storySize; n++) {
    const fate = fateOf(n);
    if (fate === 'idle') continue;
    const {
      steps,
      lastSecondsAgo,
      refused = false,
    } = fate === 'installed' ? { steps: installLines.length, lastSecondsAgo: 300 + (n % 400) } : fate;
    for (const [step, line] of installLines.slice(0, steps).entries())
      add(n, line, nowMs - (lastSecondsAgo + (steps - 1 - step) * stepSeconds) * 1000);
    if (refused) for (const secondsAgo of [36, 24, 12]) add(n, refusedProfile, nowMs - secondsAgo * 1000);
  }
  for (const [log, own] of Object.entries(lines)) {
    const inOrder = own.toSorted((a, b) => a.atMs - b.atMs).map(({ text }) => text);
    server.append(log as LogName, inOrder);
  }
  await server.start();
  await reportOnline(server.brokerUrl);
}

async function reportOnline(brokerUrl: string): Promise<void> {
  const client = await mqtt.connectAsync(brokerUrl);
  const online = Array.from({ length: storySize }, (_, n) => n).filter((n) => fateOf(n) === 'installed');
  await Promise.all(
    online.map((n) => client.publishAsync(`health/${fleetMachine(n).ip}`, JSON.stringify({ state: 'online', ssh: 'up' }), { qos: 1 })),
  );
  await client.endAsync();
}
