import { expect, test } from 'vitest';
import { browsing } from '../browsing.ts';
import { violations } from '../violations.ts';

const open = browsing();

test('without deployments nothing leads to them, and who comes by an address reads what would be there', async () => {
  const page = await open();
  expect(await page.getByRole('link', { name: 'deployments' }).count()).toBe(0);
  expect(await page.getByLabel('Filter by deployer').count()).toBe(0);
  const empty = await open('?view=deployments');
  await empty.getByText('No deployment has been seen yet.').waitFor();
  await empty.getByText(/a Kadeploy workflow, a StarlingX strategy or a HostOS manifest/).waitFor();
  expect(await violations(empty)).toEqual([]);
  const unknown = await open('?view=deployments&deployment=kadeploy:nothing');
  await unknown.getByText('Unknown deployment kadeploy:nothing').waitFor();
  await unknown.getByRole('button', { name: 'All deployments' }).click();
  await unknown.getByText('No deployment has been seen yet.').waitFor();
});
