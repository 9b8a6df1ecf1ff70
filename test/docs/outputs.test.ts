// The output of docs/outputs.md, run as the page has it, against a chat room's server.
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { Seen } from '../server/core/seen.ts';
import { start } from '../server/commands/run.ts';
import { tempFolders } from '../server/temp-folder.ts';
import { codeBlocks } from './code-blocks.ts';
import { readPage } from './pages.ts';

const newFolder = tempFolders();
const [settings, code] = codeBlocks(readPage('docs/outputs.md'));

const token = 'a-token-of-this-test';

interface Post {
  key: string | undefined;
  text: string;
}

it('posts a line when an install fails', async () => {
  const posts = new Seen<Post>();
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { text } = (await json(request)) as { text: string };
    posts.add({ key: request.headers['idempotency-key'] as string | undefined, text });
    response.end();
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const folder = newFolder();
  writeFileSync(join(folder, 'chat.mjs'), code?.text ?? '');
  const own = settings?.text.replace('http://chat.example', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  writeFileSync(join(folder, 'messages'), '');
  writeFileSync(
    join(folder, 'checklist.yaml'),
    `${own}discovery: true\nsources: [{ type: syslog, path: messages }]\nlog: { path: checklist.log }\nhttp: { port: 0, tokens: [{ name: ci, token: ${token} }] }\nmqtt: { port: 0 }\n`,
  );
  const program = start(['serve', '-c', 'checklist.yaml'], folder);
  const [, url = ''] = await program.printed(/dashboard: (http:[\w.:/]+)/);
  const dhcp = (words: string): void =>
    appendFileSync(join(folder, 'messages'), `${new Date().toISOString()} frontend-0-0 dhcpd[127]: ${words}\n`);
  dhcp('DHCPACK on 10.9.9.9 to 52:54:00:aa:00:10 via eth0');
  await expect
    .poll(async () => (await (await fetch(`${url}/api/v1/backends`)).text()).includes('52:54:00:aa:00:10'), { timeout: 20_000 })
    .toBe(true);
  const answer = await fetch(`${url}/api/v1/backends/52:54:00:aa:00:10/stages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ stage: 'SSH_Open', error: true, message: 'no room on sda' }),
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
  const post = await posts.until(({ text }) => text.includes('failed at'));
  expect(post.text).toMatch(/ failed at \w+: no room on sda$/);
  expect(post.key).toMatch(/^\d+$/);
});
