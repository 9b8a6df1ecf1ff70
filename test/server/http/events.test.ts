import { beforeEach, describe, expect, it } from 'vitest';
import { transitionViewSchema } from '../../../state-machines/view/view.ts';
import { declared, mac, startMs } from '../core/changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService } from '../service/test-service.ts';
import { dhcp, second, serveTwoBackends } from './two-backends.ts';

const api = serveTwoBackends();
const stagesOf = async (path: string): Promise<string[]> => {
  const { events: all } = (await api.get(`/api/v1/backends/${path}`)).json();
  return all.map((event: unknown) => transitionViewSchema.parse(event).stage);
};
const newFolder = tempFolders();
const events = async (query: string) => (await api.get(`/api/v1/events${query}`)).json();

describe.each([['in memory'], ['in a store']])('the events of a backend, %s', (where) => {
  beforeEach(async () => {
    await api.service.stop();
    const folder = newFolder();
    const settings = where === 'in a store' ? { store: { path: `${folder}/checklist.db` } } : {};
    api.service = await startTestService(folder, { inventory: [declared, second], settings });
    await api.service.see(dhcp('DISCOVER'));
    await api.service.see(dhcp('DISCOVER'), { who: { mac: second.interfaces[0]?.mac ?? '' } });
    await api.service.see(dhcp('OFFER'), { observedAtMs: startMs + 1_000 });
  });
  it.each([
    ['backend-0-0/events', ['DHCPDISCOVER', 'DHCPOFFER']],
    [`${mac}/events`, ['DHCPDISCOVER', 'DHCPOFFER']],
    ['backend-0-0/events?limit=1', ['DHCPOFFER']],
    ['backend-0-1/events', ['DHCPDISCOVER']],
  ])('%s', async (path, expected) => {
    expect(await stagesOf(path)).toEqual(expected);
  });

  it.each([
    ['nobody/events', 404],
    ['backend-0-0/events?limit=0', 400],
    ['backend-0-0/events?limit=10001', 400],
  ])('%s is refused with %i', async (path, status) => {
    expect((await api.get(`/api/v1/backends/${path}`)).status).toBe(status);
  });
});

describe('events', () => {
  it('are those that are kept, oldest first', async () => {
    const { events: all, seq, complete } = await events('');
    expect(all.map((event: unknown) => transitionViewSchema.parse(event))).toMatchObject([
      { stage: 'DHCPDISCOVER' },
      { stage: 'DHCPOFFER' },
    ]);
    expect([seq, complete]).toEqual([all[1].seq, true]);
  });

  it('after a number are the rest, and none after the last', async () => {
    const { events: all } = await events('');
    expect((await events(`?after=${all[0].seq}`)).events.map((e: { seq: number }) => e.seq)).toEqual([all[1].seq]);
    expect(await events(`?after=${all[1].seq}`)).toEqual({ events: [], seq: all[1].seq, complete: true });
  });

  it('can be had in parts', async () => {
    const first = await events(`?after=${startMs}&limit=1`);
    expect(first.events).toMatchObject([{ stage: 'DHCPDISCOVER' }]);
    expect((await events(`?after=${first.seq}&limit=1`)).events).toMatchObject([{ stage: 'DHCPOFFER' }]);
    expect((await events('?limit=1')).events).toMatchObject([{ stage: 'DHCPOFFER' }]);
  });

  it('before those that are kept: says that some are missing', async () => {
    expect(await events('?after=5')).toMatchObject({ complete: false, events: [{}, {}] });
  });

  it.each(['?after=-1', '?after=x', '?limit=0', '?limit=1000000'])('%s is refused', async (query) => {
    expect((await api.get(`/api/v1/events${query}`)).status).toBe(400);
  });
});
