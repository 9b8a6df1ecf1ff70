// Several troubles of the service at once: the first in sight, the others on demand; and the way to the sources.
import { expect, onTestFinished, test } from 'vitest';
import { startBrowser } from '../browser.ts';
import { WatchedServer } from '../watched-server.ts';

test('of several troubles the first is told, the others unfold with the keyboard', async () => {
  const server = await WatchedServer.create();
  const browser = await startBrowser();
  onTestFinished(async () => {
    await browser.close();
    await server.remove();
  });
  await server.start();
  server.removeLog('access_log');
  server.removeLog('ssl_access_log');
  const troubles = async (): Promise<number> => {
    const answer = (await (await fetch(`${server.url}/healthz`)).json()) as { troubles: string[] };
    return answer.troubles.length;
  };
  await expect.poll(troubles).toBe(2);
  const page = await browser.newPage();
  await page.goto(server.url);
  const notice = page.locator('.service-trouble');
  await notice.getByText(/^access_log: .* does not exist yet and 1 more$/).waitFor();
  const other = notice.getByText(/^ssl_access_log: .* does not exist yet$/);
  expect(await other.isVisible()).toBe(false);
  await notice.locator('summary').focus();
  await page.keyboard.press('Enter');
  await other.waitFor();
  await notice.getByRole('link', { name: 'Sources' }).click();
  await page.waitForSelector('[data-source="access_log"][data-alive="false"]');
  expect(await page.locator('.sources-stand').innerText()).toMatch(/2 of 4 sources are not read: access_log, ssl_access_log/);
});
