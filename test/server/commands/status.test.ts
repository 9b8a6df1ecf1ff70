// `checklist status` against a real service that has read a recorded story: piped, and in a terminal of its own.
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { parse } from 'yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BackendView } from '../../../state-machines/view/view.ts';
import { repository } from '../../program.ts';
import { logNames, WatchedServer } from '../../web/watched-server.ts';
import { readFeed } from '../outputs/live-feed/feed-reader.ts';
import { tempFolders } from '../temp-folder.ts';
import { PseudoTerminal } from './pseudo-terminal.ts';
import { run, start } from './run.ts';

const newFolder = tempFolders();
const story = (file: string): string => readFileSync(`${repository}sample-logs/profile-500/${file}`, 'utf8');

const isLate = ({ id, status }: BackendView): boolean => id === 'backend-0-1' && status === 'late';

/** One machine got 500 three times, the other has not said yet that it is online. */
async function serveStory(): Promise<WatchedServer> {
  const { backends } = parse(story('inventory.yaml')) as { backends: object[] };
  const server = await WatchedServer.create(backends, { store: { path: 'store.db' } });
  onTestFinished(() => server.remove());
  for (const name of logNames) server.append(name, story(name).trimEnd().split('\n'));
  await server.start();
  const { frames } = await readFeed(server.url);
  await frames.until((frame) =>
    frame.type === 'snapshot' ? frame.backends.some(isLate) : frame.type === 'transition' && isLate(frame.backend),
  );
  return server;
}

const why = /^✖ failed +backend-0-0 +[▰✖▱]+ +profile request failed 3 times; last heard /m;
const online = (server: WatchedServer): Promise<void> => server.publish('Reboot_Okay', 'backend-0-1');

/** A service that is none. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('piped', () => {
  it('tells where each stands and ends', async () => {
    const { url } = await serveStory();
    const { code, stdout, stderr } = await run(['status', '--url', url]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(why);
    expect(stdout).toMatch(/^ {4}ssl_access_log:\d+ {2}10\.1\.1\.101 .*" 500 571$/m);
    expect(stdout).toMatch(/^◷ late +backend-0-1 /m);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    const one = await run(['status', 'backend-0-[1-3]', '--url', url], { env: { FORCE_COLOR: '1' } });
    expect(one.stdout).toMatch(/ · backend-0-\[1-3\] · .*\n◷ 1 late\n/);
    expect(one.stdout).not.toContain('backend-0-0');
  });

  it('--json gives whole objects, and cannot be watched', async () => {
    const { url } = await serveStory();
    const { backends } = JSON.parse((await run(['status', '--json', '--url', url])).stdout) as { backends: BackendView[] };
    expect(backends.map(({ id, status }) => `${id} ${status}`)).toEqual(['backend-0-0 failed', 'backend-0-1 late']);
    expect(backends[0]?.runs[0]?.stages.length).toBeGreaterThan(20);
    expect(await run(['status', '--json', '--watch', '--url', url])).toMatchObject({ code: 2, stdout: '' });
  });

  it('--watch tells what changes, a line each, and that the service went and came back', async () => {
    const server = await serveStory();
    const watching = start(['status', '--watch', '--url', server.url]);
    await watching.printed(why);
    await online(server);
    await watching.printed(/^\d\d:\d\d:\d\d ✔ installed +backend-0-1 .*Reboot_Okay/m);
    await server.kill();
    await watching.printed(/^\d\d:\d\d:\d\d ✖ no response from http:/m);
    await server.start();
    await watching.printed(/^\d\d:\d\d:\d\d ✔ http.* responds again$/m);
    watching.child.kill('SIGINT');
    expect(await watching.ended).toBe(0);
    expect(watching.output()).not.toMatch(/[^\P{Cc}\n]/u);
    expect(watching.output().match(/^\d\d:\d\d:\d\d /gm)).toHaveLength(3);
  });

  it.each<[string, RequestListener, RegExp]>([
    [
      'answers something else',
      (_, response) => void response.end('<html>'),
      /^checklist: http\S+ responds with 200 and without JSON: is it this service\?\n$/,
    ],
    [
      'is of another version',
      (_, response) => void response.end('{"workflows":[{}]}'),
      /^checklist: .*workflows\.0\.name.*does it have another version\?\n$/,
    ],
    ['refuses', (_, response) => void response.writeHead(400).end('{"error":"no such status"}'), /^checklist: no such status\n$/],
    ['is out of order', (_, response) => void response.writeHead(503).end('{"error":"starting"}'), /^checklist: starting\n$/],
    [
      'hangs up',
      (request) => void request.socket.destroy(),
      /^checklist: cannot reach the service at .*; is checklist serve running\? Use --url for another address\n$/,
    ],
  ])('a service that %s is told of, with exit code 1', async (_, answer, words) => {
    const url = await listen(answer);
    expect(await run(['status', '--url', url])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(words) });
    expect(await run(['status', '--watch', '--url', url])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(words) });
  });

  it('an address that is none is told of', async () => {
    expect(await run(['status', '--url', 'nowhere'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^checklist: --url: nowhere is not an address/),
    });
  });
});

const enter = '\u001B[?1049h';
const leave = '\u001B[?1049l';
const watch = (url: string, env = {}): PseudoTerminal =>
  new PseudoTerminal(['status', '--watch', '--url', url], { folder: newFolder(), columns: 120, rows: 20, env });

describe('in a terminal', () => {
  it('--watch follows a service that changes, goes and comes back, in a screen that is gone after q', async () => {
    const server = await serveStory();
    const terminal = watch(server.url);
    await terminal.shows(why);
    expect(terminal.output).toContain(enter);
    expect(terminal.output).toContain('\u001B[31m✖ failed');
    await online(server);
    await terminal.shows(/^✔ installed +backend-0-1 /m);
    await server.kill();
    await terminal.shows(/^✖ no response since \d\d:\d\d:\d\d, for [1-9]\d* s: connect ECONNREFUSED .*\n(?:.*\n)*✖ failed +backend-0-0/m);
    await server.start();
    await terminal.shows(/ UTC · q quits\n✖ 1 failed/);
    terminal.resize(50, 7);
    await terminal.shows(/^(?:.{0,50}\n){5}… and 1 more\n?$/);
    terminal.press('q');
    expect(await terminal.ended).toBe(0);
    expect(terminal.output.slice(terminal.output.lastIndexOf('more'))).toContain(leave);
  });

  it.each<[string, (terminal: PseudoTerminal) => void]>([
    ['Ctrl-C', (terminal) => terminal.press('\u0003')],
    ['SIGTERM', (terminal) => terminal.signal('SIGTERM')],
  ])('%s ends it as well, even while nobody answers', async (_, end) => {
    const terminal = watch(await listen(() => {}));
    await terminal.shows(/^waiting for http/m);
    end(terminal);
    expect(await terminal.ended).toBe(0);
    expect(terminal.output.endsWith(leave)).toBe(true);
  });

  it('a service that refuses ends it, and says why where it is seen', async () => {
    const terminal = watch(await listen((_, response) => void response.writeHead(400).end('{"error":"no such status"}')));
    expect(await terminal.ended).toBe(1);
    expect(terminal.output.slice(terminal.output.indexOf(leave))).toContain('checklist: no such status');
  });

  it('NO_COLOR takes the colours away, a dumb terminal the screen too', async () => {
    const { url } = await serveStory();
    const plain = watch(url, { NO_COLOR: '1' });
    await plain.shows(why);
    expect(plain.output).toContain(enter);
    // oxlint-disable-next-line no-control-regex -- the sequences of colours begin with one
    expect(plain.output).not.toMatch(/\u001B\[[\d;]*m/);
    const dumb = watch(url, { TERM: 'dumb' });
    await dumb.shows(why);
    expect(dumb.output).not.toContain('\u001B');
  });
});
