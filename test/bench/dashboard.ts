// `npm run bench:dashboard`: the dashboard with 10,000 backends and 500 transitions a second, in a real browser; figures of the browser's own
// performance API. The lines are written to real logs, which a real service follows. --minutes 10 --backends 10000 --rate 500 --views table,grid,events
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { fleetInventory, fleetMachine, installLines, refusedProfile, stepsToProfile } from '../fleet.ts';
import { startBrowser } from '../web/browser.ts';
import { WatchedServer, type LogName } from '../web/watched-server.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    backends: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '500' },
    views: { type: 'string', default: 'table,grid,events' },
  },
});
const [minutes, backends, rate] = [Number(values.minutes), Number(values.backends), Number(values.rate)];
const tickMs = 100;
/** One machine in so many gets no profile, and one in so many is never heard of again. */
const refusedEvery = 50;
const silentEvery = 100;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Takes machine after machine a step further, `rate` steps a second, for as long as nobody stops it. */
class Installs {
  private readonly server: WatchedServer;
  private readonly steps = Array.from({ length: backends }, (_, n) => n % installLines.length);
  private next = 0;
  private timer: NodeJS.Timeout | undefined;
  written = 0;

  constructor(server: WatchedServer) {
    this.server = server;
  }

  /** What all have done before anybody looks. */
  writePast(): void {
    const lines = emptyLogs();
    const now = new Date();
    for (const [n, reached] of this.steps.entries()) for (let step = 0; step <= reached; step++) this.write(lines, { n, step, now });
    this.flush(lines);
  }

  start(): void {
    let owed = 0;
    let lastMs = performance.now();
    this.timer = setInterval(() => {
      const nowMs = performance.now();
      owed += ((nowMs - lastMs) * rate) / 1000;
      lastMs = nowMs;
      const lines = emptyLogs();
      for (; owed >= 1; owed--) this.goOn(lines);
      this.flush(lines);
    }, tickMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private goOn(lines: Record<LogName, string[]>): void {
    do this.next = (this.next + 1) % backends;
    while (this.next % silentEvery === 1);
    const n = this.next;
    const step = ((this.steps[n] ?? 0) + 1) % installLines.length;
    this.steps[n] = step;
    this.write(lines, { n, step, now: new Date() });
    this.written++;
  }

  private write(lines: Record<LogName, string[]>, { n, step, now }: { n: number; step: number; now: Date }): void {
    const [log, line] = (step === stepsToProfile && n % refusedEvery === 0 ? refusedProfile : installLines[step]) ?? refusedProfile;
    lines[log].push(line(fleetMachine(n), now));
  }

  private flush(lines: Record<LogName, string[]>): void {
    for (const [log, own] of Object.entries(lines)) if (own.length > 0) this.server.append(log as LogName, own);
  }
}

function emptyLogs(): Record<LogName, string[]> {
  return { messages: [], access_log: [], ssl_access_log: [] };
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN) / 1e6;
}

interface Seen {
  longTasks: number[];
  frames: number;
  slowFrames: number;
  changes: number;
}

async function readSeen(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: Seen };
    const copy = { ...seen, longTasks: [...seen.longTasks] };
    Object.assign(seen, { longTasks: [], frames: 0, slowFrames: 0, changes: 0 });
    return copy;
  });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const server = await WatchedServer.create(fleetInventory(backends), {
  limits: Object.fromEntries(['DHCPDISCOVER', 'DHCPACK', 'Profile_XML_Sent', 'Set_Bootaction_OS'].map((stage) => [stage, 86_400])),
});
const installs = new Installs(server);
const browser = await startBrowser();
try {
  installs.writePast();
  await server.start();
  installs.start();
  say(`${backends.toLocaleString('en')} backends, ${rate} transitions/s, ${minutes} min a view`);
  for (const view of values.views.split(',')) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript({ path: fileURLToPath(new URL('observe-page.js', import.meta.url)) });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(`${server.url}/?view=${view}`);
    await page.waitForFunction(() => performance.getEntriesByName('content').length > 0, undefined, { timeout: 60_000 });
    const first = await page.evaluate(() => {
      const [snapshot, content] = ['snapshot', 'content'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN);
      return { snapshot: snapshot ?? NaN, content: content ?? NaN };
    });
    const { longTasks } = await readSeen(page);
    say(
      `${view}: first frame of the snapshot ${seconds(first.snapshot)} after the page's start, content ${seconds(first.content - first.snapshot)} later`,
    );
    say(`  while loading: ${longTasks.length} long tasks, the longest ${Math.max(0, ...longTasks).toFixed(0)} ms`);
    for (let minute = 0; minute <= minutes; minute++) {
      const heap = await heapMb(session);
      const writtenBefore = installs.written;
      await readSeen(page);
      if (minute === minutes) {
        say(`  after ${minute} min: heap ${heap.toFixed(1)} MB`);
        break;
      }
      await page.waitForTimeout(60_000);
      const seen = await readSeen(page);
      const longest = Math.max(0, ...seen.longTasks);
      const written = ((installs.written - writtenBefore) / 60).toFixed(0);
      say(
        `  minute ${minute + 1}: heap before ${heap.toFixed(1)} MB; ${written} lines/s written; ${seen.changes} frames of changes; long tasks ${seen.longTasks.length}, longest ${longest.toFixed(0)} ms; ${(seen.frames / 60).toFixed(0)} frames/s, ${seen.slowFrames} over 50 ms`,
      );
    }
    await page.close();
  }
} finally {
  installs.stop();
  await browser.close();
  await server.remove();
}
