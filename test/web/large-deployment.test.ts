// A deployment of 2,000 machines: only the rows in view are in the document, and the last one is a key away.
import { expect, test } from 'vitest';
import { failedNode, liveDeployment, tellDeploymentStory, type DeploymentStory } from '../deployment-story.ts';
import { browsing } from './browsing.ts';

let story: DeploymentStory;
const open = browsing({
  start: async () => {
    story = await tellDeploymentStory(2_000);
    return story.server;
  },
  stop: () => story.stop(),
  shown: [`[role="row"][data-backend="${failedNode}"][data-status="failed"]`],
});

test('2,000 machines scroll, and the one that failed is a click away', async () => {
  const page = await open(`?view=deployments&deployment=${liveDeployment}`);
  await page.waitForSelector('[data-member]');
  expect(await page.locator('[data-member]').count()).toBeLessThan(80);
  const scroller = page.locator('.deployments-page');
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.waitForSelector('[data-member="nova-2000.lyon.example.org"]');
  await page.getByRole('button', { name: '1 failed' }).click();
  await expect
    .poll(() => page.locator('[data-member]').evaluateAll((all) => all.map((one) => one.dataset['member'])))
    .toEqual([failedNode]);
});
