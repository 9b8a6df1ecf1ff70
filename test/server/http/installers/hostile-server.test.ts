// The helper and a server that means it harm, or is none: it gives up in time, keeps nothing of the answer, and tries again.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { declared } from '../../core/changes.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService } from '../../service/test-service.ts';
import { endProcesses, newAgent } from './run-agent.ts';

const newFolder = tempFolders();
const endless = (socket: Socket, chunk: string): void => {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
};
const drip = (socket: Socket): void => {
  const timer = setInterval(() => socket.write('x'), 50);
  socket.on('close', () => clearInterval(timer));
};
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

/** What a server does with a connection on which something was asked. */
const servers: [name: string, answer: (socket: Socket) => void][] = [
  ['an endless body', (socket) => (socket.write(`${ok}\r\n`), endless(socket, 'x'.repeat(65_536)))],
  ['endless headers', (socket) => (socket.write(ok), endless(socket, `X-More: ${'x'.repeat(1_000)}\r\n`))],
  ['a body that drips', (socket) => (socket.write(`${ok}Content-Length: 100000\r\n\r\n`), drip(socket))],
  ['nothing', () => {}],
  ['garbage', (socket) => socket.end(Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7) % 256)))],
  ['an error', (socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')],
  ['a page', (socket) => socket.end(`${ok}Connection: close\r\n\r\n<html>$(touch /tmp/owned)\`reboot\`</html>`)],
];

interface Hostile {
  port: number;
  asked: () => number;
  stop: () => Promise<void>;
}

async function listen(answer: (socket: Socket) => void, { onTestFinished }: TestContext): Promise<Hostile> {
  let asked = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => (asked++, answer(socket)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { port: (server.address() as AddressInfo).port, asked: () => asked, stop: close };
}

// Nearly all of their time is waiting for the helper to give up: they wait together.
describe.concurrent.each([
  ['curl', ['curl']],
  ['GNU wget', ['wget']],
  ['wget of busybox', ['busybox wget']],
  ['nc of OpenBSD', ['nc']],
  ['nc of busybox', ['busybox nc']],
])('by %s', (_, tools) => {
  it.for(servers)('a server that answers with %s', async ([, answer], test) => {
    const hostile = await listen(answer, test);
    const env = { AGENT_TIMEOUT: '1' };
    const agent = newAgent(`127.0.0.1:${hostile.port}`, { tools, env, test });
    expect(await agent.run('stage', 'SSH_Open')).toEqual({ code: 0, output: '' });
    // It has given the first one up, and asked again.
    await test.expect.poll(hostile.asked, { timeout: 30_000 }).toBeGreaterThan(1);
    await test.expect.poll(() => existsSync(join(agent.dir, 'outcome')), { timeout: 30_000 }).toBe(true);
    // A file may be gone by the time its size is asked for: the next try is under way.
    const kept = readdirSync(agent.dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(
      kept.map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0).reduce((a, b) => a + b, 0),
    ).toBeLessThan(40_000);
    expect(readFileSync(join(agent.dir, 'outcome'), 'utf8')).toMatch(/says (?:000|503)\n$|is no monitor/);
  });
});

it('a send whose timer is lost is given up, and tried again', async (test) => {
  const hostile = await listen(() => {}, test);
  const agent = newAgent(`127.0.0.1:${hostile.port}`, { tools: ['nc'], env: { AGENT_TIMEOUT: '600' } });
  await agent.run('stage', 'SSH_Open');
  await expect.poll(hostile.asked, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => endProcesses(agent.dir, /^sleep 600/), { timeout: 20_000 }).toBe(1);
  await expect.poll(hostile.asked, { timeout: 20_000 }).toBe(2);
  await hostile.stop();
});

it('a redirect leads nowhere: the message is not sent elsewhere, and arrives when the monitor is itself again', async (test) => {
  const elsewhere = await listen((socket) => socket.end(ok), test);
  const target = `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${elsewhere.port}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  const hostile = await listen((socket) => socket.end(target), test);
  const agent = newAgent(`127.0.0.1:${hostile.port}`, { tools: ['curl'] });
  await agent.run('stage', 'SSH_Open');
  await test.expect.poll(hostile.asked, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(elsewhere.asked()).toBe(0);
  await hostile.stop();
  const machine = { ...declared, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.1' }] };
  const service = await startTestService(newFolder(), { inventory: [machine], settings: { http: { port: hostile.port } } });
  await service.changes.until((change) => change.type === 'transition' && change.transition.stage === 'SSH_Open');
});
