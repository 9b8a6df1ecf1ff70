import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { call, type CallOptions } from '../../call.ts';
import { declared, startMs } from '../../core/changes.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService, type TestService } from '../../service/test-service.ts';

const newFolder = tempFolders();
// Loopback has more than one address, so that a machine and a stranger can call.
const machine = { ...declared, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.2' }] };
const other = { host: 'backend-0-1', interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }], files: {} };
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
let service: TestService;

beforeEach(async () => {
  service = await startTestService(newFolder(), { inventory: [machine, other] });
});
const post = (id: string, options: CallOptions) =>
  call(`${service.url}/api/v1/backends/${id}/stages`, { method: 'POST', headers: json, from: '127.0.0.2', ...options });

describe('a machine reports itself', () => {
  it.each([
    ['JSON', json, '{"stage":"SSH_Open"}', true, null],
    ['JSON with an error', json, '{"stage":"SSH_Open","error":true,"message":"no sshd"}', false, 'no sshd'],
    ['a form', form, 'stage=SSH_Open', true, null],
    ['a form with an error', form, 'stage=SSH_Open&error=1&message=no+sshd', false, 'no sshd'],
    ['a form that says error=false', form, 'stage=SSH_Open&error=false', true, null],
  ])('with %s', async (_, headers, body, success, message) => {
    const change = service.changes.next((one) => one.type === 'transition' && one.transition.stage === 'SSH_Open');
    const answer = await post('self', { headers, body });
    expect([answer.status, answer.json()]).toEqual([202, { accepted: true }]);
    expect(await change).toMatchObject({
      backend: { id: 'backend-0-0' },
      transition: { success, message, observedAtMs: startMs, evidence: { source: 'check-in' } },
    });
  });

  it('with an event of a deployment, and the remedy of an error that is known', async () => {
    const head = 'deployment=hostos:mzone7204&event=hostos/';
    await post('self', { headers: form, body: `${head}boot&version=3.0.6%2Bb1` });
    const answer = await post('self', { headers: form, body: `${head}config&error=1&message=get_node_type()+fails` });
    expect([answer.status, answer.json()]).toEqual([202, { accepted: true }]);
    const [first, second, third] = await service.changes.count(3);
    expect(first).toMatchObject({ transition: { stage: 'Boot_Release', kind: 'reached' } });
    expect(second).toMatchObject({ transition: { stage: 'Config_Release', kind: 'failed', message: 'get_node_type() fails' } });
    expect(third).toMatchObject({
      transition: { stage: 'Config_Release', kind: 'finding', message: expect.stringMatching(/^nodetype: /) },
    });
    const [run] = service.monitor.views()[0]?.runs ?? [];
    expect(run).toMatchObject({
      workflow: 'hostos',
      deployment: 'hostos:mzone7204',
      findings: [{ remedy: expect.stringContaining('MAC') }],
    });
  });

  it('with a text, and with how long the message had to wait', async () => {
    await post('self', { body: '{"stage":"SSH_Open","ago":90.5}' });
    await post('self', { headers: form, body: 'text=packages%07+41+%25&ago=2' });
    const [first, second] = await service.changes.count(2);
    expect(first).toMatchObject({ transition: { stage: 'SSH_Open', observedAtMs: startMs - 90_500, receivedAtMs: startMs } });
    expect(second).toMatchObject({ transition: { kind: 'text', message: 'packages  41 %', observedAtMs: startMs - 2_000 } });
  });

  it.each([
    ['failed=1&message=no+disk', 'no disk'],
    ['failed=1', 'the installer has failed'],
  ])('that its install has failed: %s', async (body, message) => {
    await post('self', { body: '{"stage":"SSH_Open"}' });
    const change = service.changes.next((one) => one.type === 'transition' && one.transition.kind === 'failed');
    expect((await post('self', { headers: form, body })).status).toBe(202);
    expect(await change).toMatchObject({ transition: { stage: 'SSH_Open', status: 'failed', message } });
  });

  it('by its own name', async () => {
    const change = service.changes.next();
    expect((await post('backend-0-0', { body: '{"stage":"SSH_Open"}' })).status).toBe(202);
    await change;
  });
});

it('this host may report for any machine', async () => {
  const change = service.changes.next();
  expect((await post('backend-0-1', { body: '{"stage":"SSH_Open"}', from: '127.0.0.1' })).status).toBe(202);
  expect(await change).toMatchObject({ backend: { id: 'backend-0-1' } });
});

describe('is refused', () => {
  it.each([
    ['a stage that the workflow does not have', 'self', '{"stage":"Coffee_Made"}', 400, /stacki-sles-12 has no stage Coffee_Made/],
    ['no stage', 'self', '{}', 400, /stage/],
    ['a stage and a failure', 'self', '{"stage":"SSH_Open","failed":true}', 400, /exactly one of stage, .*failed=1/],
    ['a stage and a text', 'self', '{"stage":"SSH_Open","text":"hello"}', 400, /exactly one of stage, text/],
    ['a text with nothing in it', 'self', '{"text":" \\u0007 "}', 400, /text/],
    ['a message from tomorrow', 'self', '{"stage":"SSH_Open","ago":-1}', 400, /ago/],
    ['a message from yesterday', 'self', '{"stage":"SSH_Open","ago":86400}', 400, /ago/],
    ['a stage that is no word', 'self', '{"stage":"a b\\nc"}', 400, /stage/],
    ['a message that is too long', 'self', JSON.stringify({ stage: 'SSH_Open', message: 'x'.repeat(3_000) }), 400, /message/],
    ['a body that is no JSON', 'self', '{"stage":', 400, /JSON/],
    ['another machine’s stage', 'backend-0-1', '{"stage":"SSH_Open"}', 403, /only the machine itself/],
    ['a stage of nobody', 'nobody', '{"stage":"SSH_Open"}', 403, /only the machine itself/],
    ['a body that is too large', 'self', JSON.stringify({ stage: 'SSH_Open', more: 'x'.repeat(100_000) }), 413, /large/],
  ])('%s', async (_, id, body, status, message) => {
    const answer = await post(id, { body });
    expect([answer.status, answer.json()]).toEqual([status, { error: expect.stringMatching(message) }]);
    expect(service.changes.all).toEqual([]);
  });

  it('a name that nobody has, from this host', async () => {
    expect(await post('nobody', { body: '{"stage":"SSH_Open"}', from: '127.0.0.1' })).toMatchObject({ status: 404 });
  });

  it('a stage that no workflow has, from a machine that nobody knows', async () => {
    expect(await post('self', { body: '{"stage":"Coffee_Made"}', from: '127.0.0.3' })).toMatchObject({ status: 400 });
  });

  it('a page of another site, through the browser of this host', async () => {
    const headers = { ...json, origin: 'http://evil.example' };
    expect(await post('backend-0-0', { body: '{"stage":"SSH_Open"}', headers, from: '127.0.0.1' })).toMatchObject({ status: 403 });
  });

  it('a content type that we do not read', async () => {
    expect(await post('self', { body: 'stage=SSH_Open', headers: { 'content-type': 'application/xml' } })).toMatchObject({ status: 415 });
  });
});

it('a machine says that its installed system is up, or what it is at', async () => {
  await service.see({ kind: 'tftp', file: 'vmlinuz', error: null });
  const text = service.changes.next((one) => one.type === 'transition' && one.transition.kind === 'text');
  expect((await post('self', { body: 'text=partitioning+40%25', headers: form })).status).toBe(202);
  expect(await text).toMatchObject({ transition: { message: 'partitioning 40%' } });
  const end = service.changes.next((one) => one.type === 'transition' && one.transition.stage === 'Reboot_Okay');
  expect((await post('self', { body: 'online=1', headers: form })).status).toBe(202);
  expect(await end).toMatchObject({ transition: { status: 'installed' } });
});

it.each(['', 'stage=SSH_Open&online=1', 'online=0', 'failed=0', 'text='])('says what is wrong with %j', async (body) => {
  expect(await post('self', { body, headers: form })).toMatchObject({ status: 400 });
});

describe('addresses in headers are not believed', () => {
  const forged = ['x-forwarded-for', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'x-forwarded-host', 'via', 'client-ip'];
  it.each([...forged.map((name) => [name, '10.1.1.102']), ['forwarded', 'for=10.1.1.102']])('%s', async (name, value) => {
    const change = service.changes.next();
    expect((await post('self', { body: '{"stage":"SSH_Open"}', headers: { ...json, [name]: value } })).status).toBe(202);
    expect(await change).toMatchObject({ backend: { id: 'backend-0-0' } });
    const other1 = await post('backend-0-1', { body: '{"stage":"SSH_Open"}', headers: { ...json, [name]: value } });
    expect(other1.status).toBe(403);
  });

  it('and what a proxy on this host passes on is nobody’s', async () => {
    const headers = { ...json, 'x-forwarded-for': '127.0.0.2' };
    for (const id of ['self', 'backend-0-1']) {
      const answer = await post(id, { body: '{"stage":"SSH_Open"}', headers, from: '127.0.0.1' });
      expect([answer.status, answer.json().error]).toEqual([403, expect.stringMatching(/came through a proxy/)]);
    }
    expect(service.changes.all).toEqual([]);
  });
});

const bearer = (token: string) => ({ ...json, authorization: `Bearer ${token}` });

describe('who has a token', () => {
  beforeEach(async () => {
    const folder = newFolder();
    writeFileSync(`${folder}/token`, 'read-from-a-file-0123\n');
    const tokens = [
      { name: 'ci', token: 'a-long-secret-0123456' },
      { name: 'rack 2', tokenFile: `${folder}/token` },
    ];
    service = await startTestService(folder, { inventory: [machine, other], settings: { http: { port: 0, tokens } } });
  });

  it.each([
    ['a-long-secret-0123456', 'ci'],
    ['read-from-a-file-0123', 'rack 2'],
  ])('may report for any machine, and is named: %s', async (token, name) => {
    const change = service.changes.next();
    expect((await post('backend-0-1', { body: '{"stage":"SSH_Open"}', headers: bearer(token), from: '127.0.0.9' })).status).toBe(202);
    expect(await change).toMatchObject({
      backend: { id: 'backend-0-1' },
      transition: { evidence: { source: `check-in with the token ${name}` } },
    });
  });

  it.each([
    ['a wrong one', 'Bearer nothing-of-ours'],
    ['half of one', 'Bearer a-long-secret'],
    ['another scheme', 'Basic a-long-secret-0123456'],
  ])('but not %s, even for oneself', async (_, authorization) => {
    const answer = await post('self', { body: '{"stage":"SSH_Open"}', headers: { ...json, authorization } });
    expect([answer.status, answer.json().error]).toEqual([401, expect.stringMatching(/not listed in http\.tokens/)]);
  });
});

const head = (length: number, more = ''): string =>
  `POST /api/v1/backends/self/stages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`;

const speak = async (port: number, text: string): Promise<string> => {
  const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
  socket.on('error', () => {});
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.write(text);
  await once(socket, 'close');
  return answer;
};

const portOf = (): number => Number(new URL(service.url).port);

describe('who sends too much or too slowly', () => {
  it('10 MB are refused before they have come, and the connection is closed', async () => {
    expect(await speak(portOf(), head(10_000_000, 'Expect: 100-continue\r\n'))).toMatch(
      /^HTTP\/1\.1 (?:413|100 Continue\r\n\r\nHTTP\/1\.1 413) /,
    );
    expect(await speak(portOf(), head(10_000_000))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('10 MB without their length are refused at the limit', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const text = head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked') + chunk.repeat(3);
    expect(await speak(portOf(), text)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each([
    ['headers', 'POST /api/v1/backends/self/stages HTTP/1.1\r\nHost: x\r\n'],
    ['a body', `${head(22)}{"stage":"SSH`],
  ])('slow %s end with 408, and hold up nobody', async (_, text) => {
    service = await startTestService(newFolder(), { inventory: [machine, other], settings: { http: { port: 0, requestSeconds: 0.2 } } });
    const slow = Array.from({ length: 20 }, () => speak(portOf(), text));
    expect((await post('self', { body: '{"stage":"SSH_Open"}' })).status).toBe(202);
    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*"error":"the request took too long/);
  });
});
