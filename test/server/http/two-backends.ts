// The API of a service with two machines, of which the first has begun to install.
import { beforeEach } from 'vitest';
import { call, type Answer } from '../call.ts';
import { declared, startMs } from '../core/changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService, type TestService } from '../service/test-service.ts';

export const dhcp = (message: 'DISCOVER' | 'OFFER' | 'REQUEST' | 'ACK') => ({ kind: 'dhcp', message, note: null }) as const;
export const second = {
  host: 'backend-0-1',
  interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }],
  workflow: 'stacki-redhat-7',
  files: {},
};

export interface TwoBackends {
  /** Of the present test. */
  service: TestService;
  get: (path: string) => Promise<Answer>;
}

/** A fresh one for each test of the file. */
export function serveTwoBackends(): TwoBackends {
  const newFolder = tempFolders();
  const api = { get: async (path: string) => await call(`${api.service.url}${path}`) } as TwoBackends;
  beforeEach(async () => {
    api.service = await startTestService(newFolder(), { inventory: [declared, second] });
    await api.service.see(dhcp('DISCOVER'));
    await api.service.see(dhcp('OFFER'), { observedAtMs: startMs + 1_000 });
  });
  return api;
}
