import { beforeEach, describe, expect, it } from 'vitest';
import { call, type CallOptions } from '../call.ts';
import { declared, startMs } from '../changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService, type TestService } from '../test-service.ts';

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

  it('with a text, and with how long the message had to wait', async () => {
    await post('self', { body: '{"stage":"SSH_Open","ago":90.5}' });
    await post('self', { headers: form, body: 'text=packages%07+41+%25&ago=2' });
    const [first, second] = await service.changes.count(2);
    expect(first).toMatchObject({ transition: { stage: 'SSH_Open', observedAtMs: startMs - 90_500, receivedAtMs: startMs } });
    expect(second).toMatchObject({ transition: { kind: 'text', message: 'packages  41 %', observedAtMs: startMs - 2_000 } });
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
    ['a stage and a text', 'self', '{"stage":"SSH_Open","text":"hello"}', 400, /either a stage or a text/],
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
