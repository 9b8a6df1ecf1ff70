// The faults that dcmanager and Keystone have: each is told, none is answered with a storm, and nothing secret gets out.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretsWithin } from '../../../../deployers/starlingx-cloud.ts';
import { password } from '../../../../deployers/starlingx-server.ts';
import { created, follow, watch, way } from '../../../../deployers/starlingx-watch.ts';
import { freePort } from '../../../../free-port.ts';
import { newCertificate } from '../../../certificate.ts';
import { tempFolders } from '../../../temp-folder.ts';

const newFolder = tempFolders();

describe('a fault', () => {
  it.each([
    ['failing', /server error/],
    ['busy', /no more requests/],
    ['silent', /timed out/],
    ['half', /connection reset by peer/],
    ['garbled', /not JSON/],
    ['hang-up', /connection reset by peer/],
  ] as const)('%s is told, and nothing is lost', async (fault, trouble) => {
    const watched = await created(['subcloud-1'], {}, fault === 'silent' ? { timeoutMs: 1_500 } : {});
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    await watched.round();
    watched.cloud.enter('subcloud-1', way[1] ?? '');
    for (let looks = 0; looks < 2; looks++) {
      watched.server.faults = [fault];
      await watched.round();
      expect(watched.source.status().trouble).toMatch(trouble);
    }
    watched.cloud.complete('subcloud-1');
    await watched.round();
    expect(watched.source.status()).toMatchObject({ trouble: null, odd: 0 });
    expect(watched.runs('subcloud-1').map(({ status }) => status)).toEqual(['installed']);
    expect(watched.troubles.all.at(-1)).toBeNull();
  });

  it('with the subclouds leaves what was read of the strategy', async () => {
    const watched = await watch();
    await watched.round();
    watched.cloud.create(['subcloud-1']);
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    const { asked, faults } = watched.server;
    asked.length = 0;
    faults.push('none', 'none', 'failing');
    await watched.round();
    expect(asked).toEqual(['/v1.0/sw-update-strategy', '/v1.0/sw-update-strategy/steps', '/v1.0/subclouds']);
    expect(watched.source.status().trouble).toMatch(/server error/);
    expect(watched.runs('subcloud-1')).toHaveLength(1);
  });

  it('is no storm: longer and longer pauses, and one request each', async () => {
    const watched = await created(['subcloud-1']);
    watched.server.asked.length = 0;
    for (let looks = 0; looks < 6; looks++) {
      watched.server.faults = ['failing', 'failing', 'failing'];
      await watched.round();
    }
    expect(watched.server.asked).toHaveLength(6);
    const pauses = watched.pauses.all.slice(-6).map(({ ms }) => ms);
    expect(pauses.every((ms) => ms >= 30_000 && ms <= 300_000)).toBe(true);
    expect(pauses.at(-1)).toBeGreaterThan(100_000);
  });

  it('a row that cannot be read costs a counter, once, and the others are read', async () => {
    const watched = await created(['subcloud-1', 'subcloud-2']);
    Object.assign(watched.cloud.steps[0] ?? {}, { cloud: '???' });
    watched.cloud.enter('subcloud-2', way[0] ?? '');
    await watched.round();
    await watched.round();
    expect(watched.source.status()).toMatchObject({ odd: 1, oddExamples: [expect.stringContaining('???')], trouble: null });
    expect(watched.runs('subcloud-2')).toHaveLength(1);
  });

  it('a server that is no dcmanager is told, though it says that there is no strategy', async () => {
    const watched = await watch({ settings: { url: 'http://127.0.0.1:1' } });
    await watched.round();
    expect(watched.source.status().trouble).toContain('is unreachable');
    const other = await watch();
    const wrong = follow({ ...other, settings: { url: `${other.url}/elsewhere`, keystoneUrl: other.url } });
    await wrong.round();
    expect(wrong.source.status().trouble).toContain('not found');
  });
});

describe('a token', () => {
  it('that expires in the middle is renewed, once', async () => {
    const watched = await created(['subcloud-1']);
    watched.server.faults = ['expired'];
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    await watched.round();
    expect(watched.source.status().trouble).toBeNull();
    expect(watched.server.logins).toBe(2);
    expect(watched.runs('subcloud-1')).toHaveLength(1);
  });

  it('is renewed before its end, by the clock of Keystone', async () => {
    const watched = await watch({ server: { tokenSeconds: 600 } });
    watched.clock.controllerAheadMs = 3_600_000;
    await watched.round();
    for (let looks = 0; looks < 7; looks++) {
      watched.clock.pass(1);
      await watched.round();
    }
    expect(watched.server.logins).toBe(1);
    watched.clock.pass(2);
    await watched.round();
    expect(watched.server.logins).toBe(2);
    expect(watched.source.status()).toMatchObject({ trouble: null, counters: { polls: 9 } });
  });

  it('that a wrong password gets is none, and the account is not locked by trying again', async () => {
    const watched = await watch({ settings: { password: 'wrong-s3cr3t' } });
    for (let looks = 0; looks < 20; looks++) {
      watched.clock.pass(1);
      await watched.round();
    }
    expect(watched.server).toMatchObject({ logins: 1, asked: [] });
    expect(watched.source.status().trouble).toMatch(/rejected the password of admin/);
    watched.clock.pass(15);
    await watched.round();
    expect(watched.server.logins).toBe(2);
  });

  it('from a file is read again when it is refused', async () => {
    const tokenFile = join(newFolder(), 'token');
    writeFileSync(tokenFile, 'old-token-s3cr3t\n');
    const watched = await watch({ settings: { keystoneUrl: undefined, password: undefined, tokenFile } });
    watched.server.tokens.add('new-token-s3cr3t');
    await watched.round();
    expect(watched.source.status().trouble).toContain('401');
    writeFileSync(tokenFile, 'new-token-s3cr3t\n');
    await watched.round();
    expect(watched.source.status().trouble).toBeNull();
    expect(watched.server.logins).toBe(0);
  });

  it('that was given is refused, and said to be', async () => {
    const watched = await watch({ settings: { keystoneUrl: undefined, password: undefined, token: 'given-s3cr3t' } });
    await watched.round();
    expect(watched.source.status().trouble).toMatch(/401: access denied; check the user, password or token/);
    expect(watched.server.asked).toHaveLength(2);
  });
});

describe('a certificate', () => {
  it('that nobody trusts is told, and gets no password', async () => {
    const watched = await watch({ server: { tls: newCertificate(newFolder()) } });
    await watched.round();
    expect(watched.source.status().trouble).toMatch(/is not trusted/);
    expect(watched.server).toMatchObject({ logins: 0, asked: [] });
  });

  it('of an own authority is trusted with caFile, any with trustAnyCertificate', async () => {
    const certificate = newCertificate(newFolder());
    const watched = await watch({ server: { tls: certificate } });
    for (const settings of [{ caFile: certificate.certFile }, { trustAnyCertificate: true }]) {
      const trusting = follow({ ...watched, settings });
      await trusting.round();
      expect(trusting.source.status().trouble).toBeNull();
    }
  });
});

it('password, tokens, and what dcmanager keeps secret are nowhere', async () => {
  const watched = await created(['subcloud-1'], { type: 'prestage' });
  watched.cloud.enter('subcloud-1', 'prestage-precheck');
  watched.cloud.subcloudOf('subcloud-2')['deploy-status'] = 'install-failed';
  for (const fault of ['expired', 'failing', 'garbled', 'half'] as const) {
    watched.server.faults = [fault];
    for (let looks = 0; looks < 4; looks++) await watched.round();
  }
  const shown = JSON.stringify([
    watched.source.status(),
    watched.troubles.all,
    watched.position(),
    watched.deployment(),
    watched.runs('subcloud-1'),
    watched.runs('subcloud-2'),
    watched.output.kept,
  ]);
  expect(watched.runs('subcloud-2')).toHaveLength(1);
  expect(watched.server.given.length).toBeGreaterThan(1);
  for (const secret of [password, ...watched.server.given, ...secretsWithin, 's3cr3t']) expect(shown).not.toContain(secret);
});

it('stops at once, also while it waits for an answer', async () => {
  const watched = await watch();
  watched.server.faults = ['silent'];
  await watched.source.follow(async () => {});
  await expect.poll(() => watched.server.asked.length).toBe(1);
  await watched.source.stop();
  await watched.source.stop();
  expect(watched.source.status()).toMatchObject({ alive: false, trouble: null });
});

it('a server that is not there yet does not hold up the start', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const watched = await watch();
  const early = follow({ ...watched, url });
  await early.catchUp();
  expect(early.source.status()).toMatchObject({ trouble: expect.stringContaining('is unreachable'), observations: 0 });
});
