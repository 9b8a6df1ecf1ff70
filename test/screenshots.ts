// `npm run screenshots`: the pictures of the documents, from the demo in a real browser.
import { freePort } from './free-port.ts';
import { repository, startProgram } from './program.ts';
import { startBrowser } from './web/browser.ts';

const program = startProgram(['demo', '--port', String(await freePort())]);
const [, url = ''] = await program.printed(/Dashboard: (http\S+)/);
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 540 } });
  page.setDefaultTimeout(90_000);
  await page.goto(url);
  await page.waitForSelector('[data-backend="backend-0-6"][data-status="late"]');
  await page.waitForSelector('[data-backend="backend-0-5"][data-status="installed"]');
  await page.screenshot({ path: `${repository}docs/overview.png` });
  await page.goto(`${url}/?backend=backend-0-4`);
  await page.waitForSelector('[data-stage="Profile_XML_Sent"][data-status="failed"]');
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.screenshot({ path: `${repository}docs/backend.png` });
} finally {
  await browser.close();
  program.child.kill('SIGINT');
  await program.ended;
}
