// A snapshot that takes long to come, from a socket that the test itself feeds: how much of it is there.
import { expect, test } from 'vitest';
import { browsing } from './browsing.ts';
import { backend, snapshot } from './views.ts';

const open = browsing();

test('while a large snapshot comes, the page says how much of it is there, then shows it', async () => {
  const page = await open();
  const all = Array.from({ length: 10_000 }, (_, i) => backend(`node-${i}`));
  let sendRest: (() => void) | undefined;
  await page.routeWebSocket(/\/ws/, (socket) => {
    socket.send(JSON.stringify(snapshot(all.slice(0, 4_500), { total: all.length })));
    sendRest = () => socket.send(JSON.stringify({ type: 'more', backends: all.slice(4_500) }));
  });
  await page.reload();
  await page.getByText('4,500 of 10,000 backends').waitFor();
  expect(await page.locator('progress').getAttribute('value')).toBe('4500');
  sendRest?.();
  await page.waitForSelector('[data-backend="node-0"]');
  expect(await page.locator('.status-count').last().innerText()).toMatch(/10,000\s+idle/);
});
