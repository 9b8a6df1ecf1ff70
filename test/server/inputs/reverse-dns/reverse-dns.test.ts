// A name server of our own on loopback answers, refuses or keeps silent.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import type { QueueItem } from '../../../../server/core/queue.ts';
import type { Nameless } from '../../../../server/core/candidates.ts';
import { ReverseDns } from '../../../../server/inputs/reverse-dns/reverse-dns.ts';
import { Seen } from '../../core/seen.ts';

/** Names by the last part of the address; null: no such name; what is not there gets no answer. */
async function startNameServer(names: Record<string, string | null>) {
  const asked = new Seen<string>();
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const labels = labelsOf(query);
    const name = names[labels[0] ?? ''];
    if (name !== undefined) socket.send(answerTo(query, name), port, address);
    asked.add(labels.join('.'));
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { asked, server: `127.0.0.1:${socket.address().port}` };
}

/** RFC 1035, 4.1.2: the question stands behind the header of twelve bytes. */
function labelsOf(query: Buffer): string[] {
  const labels: string[] = [];
  for (let at = 12; query[at]; at += 1 + (query[at] ?? 0)) labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)));
  return labels;
}

function answerTo(query: Buffer, name: string | null): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(name === null ? 0x81_83 : 0x81_80, 2);
  header.writeUInt16BE(name === null ? 0 : 1, 6);
  header.writeUInt32BE(0, 8);
  const question = query.subarray(12, 12 + query.subarray(12).indexOf(0) + 5);
  if (name === null) return Buffer.concat([header, question]);
  const encoded = Buffer.concat([
    ...name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)),
    Buffer.from([0]),
  ]);
  const record = Buffer.from([0xc0, 12, 0, 12, 0, 1, 0, 0, 0, 60, 0, encoded.length]);
  return Buffer.concat([header, question, record, encoded]);
}

const nameless = (...ips: string[]): Nameless[] => ips.map((ip) => ({ id: `id-${ip}`, ip }));

it('a machine without a name is called as its address is, without the domain', async () => {
  const { server } = await startNameServer({ 101: 'backend-0-0.example.org' });
  const pushed = new Seen<QueueItem>();
  const dns = new ReverseDns({ nowMs: () => 0, candidates: () => nameless('10.1.1.101'), servers: [server] });
  dns.look(async (item) => pushed.add(item));
  expect(await pushed.count(1)).toEqual([{ kind: 'name', backend: 'id-10.1.1.101', ip: '10.1.1.101', host: 'backend-0-0' }]);
});

const four = () => nameless('10.1.1.1', '10.1.1.2', '10.1.1.3', '10.1.1.9');

it('no more are asked for at once than there is room for', async () => {
  const { server, asked } = await startNameServer({});
  let looked = 0;
  function* candidates() {
    for (const one of four()) {
      looked++;
      yield one;
    }
  }
  const dns = new ReverseDns({ nowMs: () => 0, candidates, servers: [server], mostAtOnce: 2 });
  for (let round = 0; round < 2; round++) dns.look(async () => {});
  await asked.count(2);
  // The third that is looked at finds no room.
  expect(looked).toBe(4);
  dns.stop();
});

it('each address is asked for once in a while, a few at a time; no answer is nothing', async () => {
  const { server, asked } = await startNameServer({ 1: null, 2: null, 3: '10.1.1.3' });
  const pushed = new Seen<QueueItem>();
  const clock = { nowMs: 0 };
  const options = { nowMs: () => clock.nowMs, candidates: four, servers: [server], timeoutMs: 100, mostAtOnce: 2, againMs: 1_000 };
  const dns = new ReverseDns(options);
  const look = () => dns.look(async (item) => pushed.add(item));
  look();
  look();
  expect(await asked.count(2)).toEqual(['1.1.1.10.in-addr.arpa', '2.1.1.10.in-addr.arpa']);
  await expect.poll(() => (look(), asked.all.length)).toBe(4);
  look();
  clock.nowMs = 1_000;
  await expect.poll(() => (look(), asked.all.length)).toBe(8);
  expect(pushed.all).toEqual([]);
  dns.stop();
});
