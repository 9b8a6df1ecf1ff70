// The deployments as somebody uses them who has to find out what stopped, where, and what was never begun.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { againNode, deploymentMachines, failedNode, liveDeployment } from '../../deployment-story.ts';
import { browsing, query } from '../browsing.ts';
import { violations } from '../violations.ts';

const open = browsing(deploymentMachines);
const live = `?view=deployments&deployment=${liveDeployment}`;
const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ');

/** By a click on it in the list. */
async function openTitled(title: RegExp): Promise<Page> {
  const page = await open('?view=deployments');
  await page.getByRole('link', { name: title }).click();
  await page.waitForSelector('[data-member]');
  return page;
}

test('the list: the newest on top, each with status, counts, who, since when, and what is wrong', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'deployments', exact: true }).click();
  await page.waitForSelector('.deployment-row');
  await expect
    .poll(() => textOf(page, '.deployment-row'))
    .toMatch(/running debian-base.* Kadeploy 3 1 failed, 9 running, 2 done lnussbaum · since /);
  expect(await textOf(page, '.deployment-row:has-text("StarlingX")')).toMatch(/failed.*1 failed, 2 never begun, 1 done.*subcloud-1 failed/);
  expect(await textOf(page, '.deployment-row:has-text("HostOS")')).toContain('2 prerequisites broken');
});

test('one that stopped: who failed first and why, those never begun told apart, prerequisites, batches', async () => {
  const page = await openTitled(/StarlingX/);
  expect(await textOf(page, '.run-why')).toMatch(
    /Error subcloud-1 failed: .*VIM.*First failure subcloud-1 at .* in batch 1 Not deployed 2 never begun: the deployment stopped when subcloud-1 failed/,
  );
  expect(await textOf(page, '[data-prerequisite="unknown"]')).toMatch(/unknown no management-affecting alarms .* fm alarm-list/);
  expect(await textOf(page, '.deployment-facts')).toContain('in parallel, at most 2 at once; stops when one fails');
  const members = await page
    .locator('[data-member]')
    .evaluateAll((all) => all.map((one) => `${one.dataset['batch']} ${one.dataset['member']} ${one.dataset['status']}`));
  expect(members).toEqual(['1 subcloud-1 failed', '1 subcloud-2 done', '2 subcloud-3 not-started', '2 subcloud-4 not-started']);
  await page.getByRole('button', { name: 'never begun' }).click();
  await expect.poll(() => page.locator('[data-member]').count()).toBe(2);
  expect(new URLSearchParams(query(page)).get('member')).toBe('not-started');
});

test('keys: j and k choose a machine, Enter opens it, Esc goes back to the deployment, then to the list', async () => {
  const page = await open(live);
  await page.waitForSelector(`[data-member="${failedNode}"]`);
  const chosen = page.locator('[data-member][aria-selected="true"]');
  // A page that is just drawn may not listen yet.
  const press = async (key: string): Promise<string[]> => {
    await page.keyboard.press(key);
    return chosen.evaluateAll((all) => all.map((one) => one.dataset['member'] ?? ''));
  };
  await expect.poll(async () => (await press('j')).length).toBe(1);
  await expect.poll(() => press('k')).toEqual(['nova-1.lyon.example.org']);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.backend-page[data-backend="nova-1.lyon.example.org"]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('[data-member]');
  expect(query(page)).toBe(live);
  await page.keyboard.press('Escape');
  await expect.poll(() => query(page)).toBe('?view=deployments');
});

test('a machine that is tried in another way: its macro steps, and what became of the try before', async () => {
  const page = await open(`?backend=${againNode}`);
  await page.waitForSelector('.macro-step-tries');
  expect(await textOf(page, '[data-step="BootNewEnv"]')).toMatch(
    /^new environment BootNewEnv by BootNewEnvHardReboot, try 2 .* try 1 by BootNewEnvKexec, at \S+: failed after \d+ s: /,
  );
  expect(await page.locator('.macro-step').evaluateAll((all) => all.map((one) => one.dataset['step']))).toEqual([
    'SetDeploymentEnv',
    'BroadcastEnv',
    'BootNewEnv',
  ]);
  const table = await open('?status=installing');
  await expect
    .poll(() => textOf(table, `[role="row"][data-backend="${againNode}"] .cell-why`))
    .toBe('try 2 of BootNewEnv (BootNewEnvHardReboot)');
});

test('a broken rule stands near the top, with its remedy; a breakpoint is said in words', async () => {
  const broken = await open('?backend=mzone7204-node1');
  await broken.waitForSelector('[data-finding="bundle-order"]');
  expect(await textOf(broken, '.run-findings')).toMatch(/base-net-sw left out before nextgen-os-sw What to do: Deploy the omitted bundle/);
  const held = await open('?backend=node-1.testbed.lan');
  await held.waitForSelector('.backend-page[data-status="waiting"] .run-why');
  await held
    .locator('.backend-facts')
    .getByRole('link', { name: /kadeploy-console/ })
    .waitFor();
  expect(await textOf(held, '.run-why')).toMatch(/Held at a breakpoint after .* The deployment was configured to stop here/i);
});

test('the kind is a filter, in the address', async () => {
  const page = await open();
  await page.getByLabel('Filter by deployer').selectOption('StarlingX');
  await expect
    .poll(() => page.locator('[role="row"][data-backend]').evaluateAll((all) => all.map((one) => one.dataset['backend'])))
    .toEqual(['subcloud-1', 'subcloud-2']);
  expect(query(page)).toBe('?deployer=StarlingX');
});

test('what stopped on a failure is an incident, with the way to its deployment', async () => {
  const page = await open();
  const incident = page.locator('.incident', { hasText: 'StarlingX sw-deploy stopped: subcloud-1 failed, 2 never begun' });
  await incident.getByRole('link', { name: 'Show deployment' }).click();
  await page.waitForSelector('[data-member="subcloud-1"]');
  expect(query(page)).toMatch(/^\?view=deployments&deployment=starlingx:/);
});

const pages = ['?view=deployments', live, `?backend=${againNode}`, '?backend=mzone7204-node1', ''];
describe.each(['light', 'dark'] as const)('axe finds nothing wrong, in the %s, with', (colorScheme) => {
  test.each(pages)('the page %j', async (address) => {
    const page = await open(address, { colorScheme });
    await page.waitForSelector('[data-member], .deployment-row, .checklist, [role="row"][data-backend]');
    expect(await violations(page)).toEqual([]);
  });
});

describe('390 pixels wide: nothing cut off at', () => {
  test.each(pages)('the page %j', async (address) => {
    const page = await open(address, { viewport: { width: 390, height: 844 } });
    await page.waitForSelector('[data-member], .deployment-row, .checklist, [role="row"][data-backend]');
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
