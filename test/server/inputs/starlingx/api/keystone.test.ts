import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiClient } from '../../../../../server/inputs/network/api-client.ts';
import type { ApiError } from '../../../../../server/inputs/network/api-error.ts';
import { givenToken, PasswordTokens } from '../../../../../server/inputs/starlingx/api/keystone.ts';
import { StarlingxCloud } from '../../../../deployers/starlingx-cloud.ts';
import { password, StarlingxServer } from '../../../../deployers/starlingx-server.ts';
import { tempFolders } from '../../../temp-folder.ts';

const newFolder = tempFolders();
const { signal } = new AbortController();
const login = { username: 'admin', password, project: 'admin', userDomain: 'Default', projectDomain: 'Default' };
const kindOf = async (asked: Promise<unknown>): Promise<string> => await asked.then(String, ({ kind }: ApiError) => kind);

async function begin(more: Partial<typeof login> = {}, path = '') {
  const clock = { nowMs: Date.UTC(2026, 10, 21) };
  const server = new StarlingxServer({ cloud: new StarlingxCloud([], () => clock.nowMs), nowMs: () => clock.nowMs });
  const client = new ApiClient({ url: (await server.listen()) + path });
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  return { clock, server, tokens: new PasswordTokens(client, { ...login, ...more }, () => clock.nowMs) };
}

describe('a token that was given', () => {
  it('is always the same', async () => {
    const tokens = givenToken({ token: 'abc' });
    tokens.drop();
    expect(await tokens.get(signal)).toBe('abc');
  });

  it('in a file is read again when it was refused', async () => {
    const tokenFile = join(newFolder(), 'token');
    writeFileSync(tokenFile, 'first\n');
    const tokens = givenToken({ tokenFile });
    expect(await tokens.get(signal)).toBe('first');
    writeFileSync(tokenFile, 'second\n');
    expect(await tokens.get(signal)).toBe('first');
    tokens.drop();
    expect(await tokens.get(signal)).toBe('second');
    rmSync(tokenFile);
    tokens.drop();
    expect(await kindOf(tokens.get(signal))).toBe('refused');
  });
});

describe('a token for a password', () => {
  it.each(['', '/v3', '/v3/'])('is asked for once while it lasts (url ends in %j)', async (path) => {
    const { server, tokens } = await begin({}, path);
    const token = await tokens.get(signal);
    expect(await tokens.get(signal)).toBe(token);
    expect([server.logins, server.tokens.has(token)]).toEqual([1, true]);
  });

  it('is renewed two minutes before it ends, and when it was refused', async () => {
    const { clock, tokens } = await begin();
    await tokens.get(signal);
    clock.nowMs += 3_479_000;
    await tokens.get(signal);
    expect(tokens.logins).toBe(1);
    clock.nowMs += 1_000;
    await tokens.get(signal);
    expect(tokens.logins).toBe(2);
    tokens.drop();
    await tokens.get(signal);
    expect(tokens.logins).toBe(3);
  });

  it('of a wrong password is not asked for again for half an hour', async () => {
    const { clock, server, tokens } = await begin({ password: 'wrong' });
    const error = await tokens.get(signal).catch((reason: Error) => reason);
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringMatching(/password of admin/) });
    expect(String(error)).not.toContain('wrong;');
    clock.nowMs += 1_799_000;
    expect(await kindOf(tokens.get(signal))).toBe('refused');
    expect(server.refusedLogins).toBe(1);
    clock.nowMs += 1_000;
    expect(await kindOf(tokens.get(signal))).toBe('refused');
    expect(server.refusedLogins).toBe(2);
  });
});
