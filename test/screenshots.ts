// `npm run screenshots`: the pictures of the documents, from the demo's recordings, a fleet of 2,000 and the deployers' stories, in a real browser, light and dark.
import type { Browser } from 'playwright-core';
import { failedNode, tellDeploymentStory } from './deployment-story.ts';
import { fleetInventory } from './fleet.ts';
import { storySize, tellFleetStory } from './fleet-story.ts';
import { freePort } from './free-port.ts';
import { repository, startProgram } from './program.ts';
import { drawTerminal } from './terminal-page.ts';
import { startBrowser } from './web/browser.ts';
import { WatchedServer } from './web/watched-server.ts';

interface Picture {
  name: string;
  address: string;
  /** What must be there. */
  wait: readonly string[];
  height?: number;
  width?: number;
  /** To be clicked before, and what is there then. */
  click?: string;
  shown?: string;
}

const schemes = ['light', 'dark'] as const;

async function take(
  browser: Browser,
  url: string,
  { name, address, wait, click, shown, width = 1440, height = 900 }: Picture,
): Promise<void> {
  for (const colorScheme of schemes) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    page.setDefaultTimeout(120_000);
    await page.goto(`${url}/${address}`);
    for (const selector of wait) await page.waitForSelector(selector);
    if (click !== undefined) await page.click(click);
    if (shown !== undefined) await page.waitForSelector(shown);
    await page.screenshot({ path: `${repository}docs/images/${name}-${colorScheme}.png` });
    await page.close();
  }
}

const row = (host: string, status: string): string => `[data-backend="${host}"][data-status="${status}"]`;

async function takeDemo(browser: Browser): Promise<void> {
  const program = startProgram(['demo', '--port', String(await freePort())]);
  try {
    const [, url = ''] = await program.printed(/Dashboard: (http\S+)/);
    const told = [row('backend-0-6', 'late'), row('backend-0-4', 'failed'), row('backend-0-7', 'stalled'), row('backend-0-5', 'installed')];
    await take(browser, url, { name: 'overview', address: '', wait: told, height: 560 });
    await take(browser, url, { name: 'backend', address: '?backend=backend-0-6', wait: ['[data-status="late"]'], height: 1000 });
    await take(browser, url, {
      name: 'sources',
      address: '?view=sources',
      wait: ['.source-facts:not(:has(dd:text-is("—")))'],
      height: 540,
    });
    await take(browser, url, { name: 'events', address: '?view=events', wait: ['[data-event]'], height: 640 });
  } finally {
    program.child.kill('SIGINT');
    await program.ended;
  }
}

async function takeFleet(browser: Browser): Promise<void> {
  const server = await WatchedServer.create(fleetInventory(storySize));
  try {
    await tellFleetStory(server);
    const trouble = ['[data-incident]'];
    await take(browser, server.url, { name: 'incident', address: '', wait: trouble, height: 760 });
    await take(browser, server.url, { name: 'grid', address: '?view=grid', wait: trouble, height: 900 });
    await take(browser, server.url, { name: 'wall', address: '?wall', wait: trouble, width: 1920, height: 1080 });
    await take(browser, server.url, { name: 'narrow', address: '', wait: trouble, width: 390, height: 844 });
    await takeTerminal(browser, server.url);
  } finally {
    await server.remove();
  }
}

async function takeDeployments(browser: Browser): Promise<void> {
  const { server, stop } = await tellDeploymentStory(12);
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForSelector(row(failedNode, 'failed'));
    await page.close();
    const click = '.deployment-link:has-text("StarlingX")';
    await take(browser, server.url, { name: 'deployment', address: '?view=deployments', wait: [click], click, shown: '[data-member]' });
  } finally {
    await stop();
  }
}

async function takeTerminal(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 700 } });
  await drawTerminal(page, ['status', '--watch', '--url', url], { columns: 150, rows: 36, wait: /… and [\d,]+ more[^]*… and [\d,]+ more/ });
  await page.locator('#terminal').screenshot({ path: `${repository}docs/images/terminal.png` });
  await page.close();
}

const browser = await startBrowser();
try {
  await takeDemo(browser);
  await takeFleet(browser);
  await takeDeployments(browser);
} finally {
  await browser.close();
}
