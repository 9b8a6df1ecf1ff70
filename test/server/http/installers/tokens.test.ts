import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTokenReader } from '../../../../server/http/installers/tokens.ts';
import { mistakesOf } from '../../settings/mistakes.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const secret = 'a-token-of-28-characters-000';

describe('a reader of tokens', () => {
  const read = createTokenReader([
    { name: 'rack1', token: secret },
    { name: 'rack2', token: `${secret}-2` },
  ]);

  it.each([
    [`Bearer ${secret}`, 'rack1'],
    [`bearer   ${secret}-2 `, 'rack2'],
    [undefined, null],
    ['Bearer wrong', undefined],
    [`Bearer ${secret.slice(0, -1)}`, undefined],
    [secret, undefined],
    [`Basic ${secret}`, undefined],
    [`Bearer ${secret} more`, undefined],
    ['', undefined],
  ])('%j is %j', (authorization, name) => {
    expect(read(authorization)).toBe(name);
  });
});

it('without tokens knows none', () => {
  expect(createTokenReader([])(`Bearer ${secret}`)).toBeUndefined();
});

describe('a token in a file', () => {
  it('is what the file holds, without its line end', () => {
    const tokenFile = join(newFolder(), 'token');
    writeFileSync(tokenFile, `${secret}\n`);
    expect(createTokenReader([{ name: 'rack1', tokenFile }])(`Bearer ${secret}`)).toBe('rack1');
  });

  it('that is too short, or not there, is a mistake in the settings', () => {
    const tokenFile = join(newFolder(), 'token');
    writeFileSync(tokenFile, 'short\n');
    expect(mistakesOf(() => createTokenReader([{ name: 'rack1', tokenFile }]))).toEqual([
      expect.stringMatching(/^http\.tokens: rack1: .*at least 16/),
    ]);
    expect(mistakesOf(() => createTokenReader([{ name: 'rack1', tokenFile: '/gone' }]))).toEqual([
      expect.stringMatching(/^http\.tokens: rack1: \/gone.*ENOENT/),
    ]);
  });
});
