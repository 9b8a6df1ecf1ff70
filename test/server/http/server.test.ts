import { once } from 'node:events';
import { connect } from 'node:net';
import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { call } from '../call.ts';
import { declared, startMs } from '../core/changes.ts';
import { readFeed } from '../outputs/live-feed/feed-reader.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService } from '../service/test-service.ts';

const newFolder = tempFolders();
const discover = { kind: 'dhcp', message: 'DISCOVER', note: null } as const;

async function startWithLog() {
  const folder = newFolder();
  const log = `${folder}/messages`;
  writeFileSync(log, '');
  const service = await startTestService(folder, { inventory: [declared], settings: { sources: [{ type: 'syslog', path: log }] } });
  return { service, log };
}

describe('/healthz', () => {
  it('is 200 while everything is read', async () => {
    const { service } = await startWithLog();
    const answer = await call(`${service.url}/healthz`);
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok', troubles: [] }]);
  });

  it('is 503 with the reason when a log is missing', async () => {
    const folder = newFolder();
    const service = await startTestService(folder, { settings: { sources: [{ type: 'syslog', path: `${folder}/messages` }] } });
    const answer = await call(`${service.url}/healthz`);
    expect([answer.status, answer.json()]).toEqual([
      503,
      { status: 'trouble', troubles: [`messages: ${folder}/messages does not exist yet`] },
    ]);
  });

  it('is 503 when checklist.log can’t be written', async () => {
    const service = await startTestService(newFolder(), { inventory: [declared], settings: { log: { path: '/dev/null/checklist.log' } } });
    await service.see(discover);
    const status = async (): Promise<number> => (await call(`${service.url}/healthz`)).status;
    while ((await status()) === 200);
    expect((await call(`${service.url}/healthz`)).json().troubles).toEqual([expect.stringMatching(/checklist\.log cannot be written/)]);
    await service.stop();
  });

  it('is 503 when event processing has stopped', async () => {
    const service = await startTestService(newFolder(), { inventory: [declared] });
    service.monitor.queue.takeAll = () => Promise.reject(new Error('broken queue'));
    await service.see(discover);
    const answer = await call(`${service.url}/healthz`);
    expect([answer.status, answer.json().troubles]).toEqual([503, ['event processing has stopped: broken queue']]);
  });
});

it('/api/v1/sources tells what is read and what is wrong', async () => {
  const { service, log } = await startWithLog();
  const sources = async () => (await call(`${service.url}/api/v1/sources`)).json().sources;
  expect(await sources()).toMatchObject([
    { name: 'messages', type: 'syslog', from: log, alive: true, trouble: null, lines: 0, lastLineAt: null, lagBytes: 0 },
  ]);
  const { serverTime, sources: all } = (await call(`${service.url}/api/v1/sources`)).json();
  expect([serverTime, all[0].position]).toEqual(['2026-11-21T01:05:17.000Z', 'line 0 of messages']);
  const warned = service.said.next(({ level }) => level === 'warn');
  rmSync(log);
  await warned;
  expect(await sources()).toMatchObject([{ alive: false, trouble: `${log} does not exist yet` }]);
});

it('/metrics has what Prometheus reads', async () => {
  const { service } = await startWithLog();
  await service.see(discover);
  const { status, type, text } = await call(`${service.url}/metrics`);
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4']);
  for (const line of [
    'checklist_backends{status="installing"} 1',
    'checklist_backends{status="idle"} 0',
    'checklist_source_alive{source="messages",type="syslog"} 1',
    'checklist_source_lines_total{source="messages",type="syslog"} 0',
    'checklist_transitions_total 1',
    'checklist_queue_length 0',
    'checklist_feed_clients 0',
    'checklist_feed_clients_dropped_total{reason="slow"} 0',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  const odd = text
    .split('\n')
    .filter((line) => line !== '' && !/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="[^"]*",?)*\})? [\d.e+]+)$/.test(line));
  expect(odd).toEqual([]);
});

interface Operation {
  summary: string;
  responses: Record<string, { description?: string }>;
  parameters?: { in: string; name: string; required: boolean }[];
}

describe('/api/openapi.json', () => {
  const routes = {
    '/agent.sh': ['get'],
    '/api/v1/actions': ['post'],
    '/api/v1/backends': ['get'],
    '/api/v1/backends/{id}': ['get'],
    '/api/v1/backends/{id}/events': ['get'],
    '/api/v1/backends/{id}/runs': ['get'],
    '/api/v1/backends/{id}/stages': ['post'],
    '/api/v1/deployments': ['get'],
    '/api/v1/deployments/{id}': ['get'],
    '/api/v1/events': ['get'],
    '/api/v1/sources': ['get'],
    '/api/v1/warnings': ['get'],
    '/api/v1/workflows': ['get'],
    '/healthz': ['get'],
    '/metrics': ['get'],
  };

  it('is OpenAPI 3 and has every route', async () => {
    const service = await startTestService(newFolder());
    const document = (await call(`${service.url}/api/openapi.json`)).json();
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.[01]\.\d$/),
      info: { title: 'install-checklist', version: expect.any(String) },
    });
    expect(Object.fromEntries(Object.entries<object>(document.paths).map(([path, item]) => [path, Object.keys(item)]))).toEqual(routes);
  });

  it('describes each of them: parameters, answers, references that lead somewhere', async () => {
    const service = await startTestService(newFolder());
    const document = (await call(`${service.url}/api/openapi.json`)).json();
    for (const [path, item] of Object.entries<Record<string, Operation>>(document.paths)) {
      for (const operation of Object.values(item)) {
        expect(operation.summary, path).toEqual(expect.any(String));
        for (const [code, response] of Object.entries(operation.responses)) {
          expect(code).toMatch(/^(?:\d{3}|default)$/);
          expect(response.description, `${path} ${code}`).toEqual(expect.any(String));
        }
        const named = (operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => [p.name, p.required]);
        expect(named, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]));
      }
    }
    const references = JSON.stringify(document).match(/"\$ref":"#[^"]+"/g) ?? [];
    for (const reference of references) {
      const target = reference
        .slice(9, -1)
        .split('/')
        .reduce((node, key) => node?.[key], document);
      expect(target, reference).toBeDefined();
    }
  });

  it('says how an installer checks in', async () => {
    const service = await startTestService(newFolder());
    const { post } = (await call(`${service.url}/api/openapi.json`)).json().paths['/api/v1/backends/{id}/stages'];
    expect(Object.keys(post.requestBody.content)).toEqual(['application/json', 'application/x-www-form-urlencoded']);
    expect(Object.keys(post.responses)).toEqual(['202', '400', '401', '403', '404', '503']);
  });
});

describe('/ws', () => {
  it('follows what the machines make of observations', async () => {
    const service = await startTestService(newFolder(), { inventory: [declared] });
    const { frames } = await readFeed(service.url);
    await frames.count(1);
    await service.see(discover);
    await frames.count(2);
    expect(frames.all).toMatchObject([
      { type: 'snapshot', seq: startMs, backends: [{ id: 'backend-0-0', status: 'idle' }] },
      { type: 'transition', seq: startMs + 1, backend: { id: 'backend-0-0', status: 'installing', stage: 'DHCPDISCOVER' } },
    ]);
  });

  it.each(['after=x', 'after=-1', 'after=', 'after=99999999999999999999', 'other=1'])('?%s is as if nothing was said', async (query) => {
    const service = await startTestService(newFolder());
    const { frames } = await readFeed(service.url, `?${query}`);
    expect(await frames.until(() => true)).toMatchObject({ type: 'snapshot' });
  });

  it('takes our own page, and no other site’s', async () => {
    const service = await startTestService(newFolder());
    await readFeed(service.url, '', { origin: service.url });
    for (const origin of ['http://evil.example', 'null', `${service.url}0`]) {
      await expect(readFeed(service.url, '', { origin })).rejects.toThrow('403');
    }
  });

  it.each(['/', '/ws/', '/other'])('is nowhere else: %s', async (path) => {
    const service = await startTestService(newFolder());
    const socket = new WebSocket(`${service.url.replace('http', 'ws')}${path}`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  it('frames that break the protocol end that client only', async () => {
    const service = await startTestService(newFolder(), { inventory: [declared] });
    const good = await readFeed(service.url);
    const { host, hostname, port } = new URL(service.url);
    const bad = connect(Number(port), hostname);
    bad.on('error', () => {});
    bad.write(
      `GET /ws HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    await once(bad, 'data');
    const gone = once(bad, 'close');
    bad.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    await gone;
    const large = await readFeed(service.url);
    large.socket.send('x'.repeat(100_000));
    await large.closed;
    await service.see(discover);
    expect(await good.frames.until((frame) => frame.type === 'transition')).toMatchObject({ seq: startMs + 1 });
  });

  it('a caller that is refused and hangs up at once does no harm', async () => {
    const service = await startTestService(newFolder());
    const { host, hostname, port } = new URL(service.url);
    for (let n = 0; n < 20; n++) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(`GET /nowhere HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${'x'.repeat(10_000)}`);
      socket.resetAndDestroy();
    }
    expect((await call(`${service.url}/healthz`)).status).toBe(200);
  });
});
