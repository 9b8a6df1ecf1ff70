// Check-ins by the thousand, as `npm run bench:check-ins` does it for longer, and the end of the service in the middle of them.
import { expect, it, onTestFinished } from 'vitest';
import { load } from '../../../bench/check-in-load.ts';
import { startLoadedService, storedReports } from '../../../bench/loaded-service.ts';
import { freePort } from '../../../free-port.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();

it('what was acknowledged is in the store, once, when the service is killed under load', async () => {
  const folder = newFolder();
  const port = await freePort();
  const service = await startLoadedService(folder, port, 50);
  onTestFinished(() => void service.child.kill('SIGKILL'));
  const enough = 3_000;
  const loading = load({ port, count: 1_000_000, perSecond: Infinity, connections: 100, machines: 50 }, () => {
    if (asked++ === enough) service.child.kill('SIGKILL');
    return asked > enough * 2;
  });
  let asked = 0;
  const { answers, acknowledged, rude } = await loading;
  await service.ended;
  const stored = storedReports(folder);
  expect(acknowledged.length).toBeGreaterThan(1_000);
  expect([...answers.keys()].filter((status) => ![0, 202, 503].includes(status))).toEqual([]);
  expect(rude).toBe(0);
  expect(acknowledged.filter((n) => !new Set(stored).has(n))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);
});
