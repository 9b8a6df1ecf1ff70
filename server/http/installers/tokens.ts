// Bearer tokens (RFC 6750): a client with one may report for any machine. Compared by their digests, in constant time.
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SettingsError } from '../../settings/settings-error.ts';
import type { TokenSettings } from '../../settings/settings.ts';

/** The name of the token in an `Authorization` header; null without one, undefined if it is unknown. */
export type TokenReader = (authorization: string | undefined) => string | null | undefined;

/** Throws a SettingsError if a file cannot be read, or contains no token. */
export function createTokenReader(tokens: readonly TokenSettings[]): TokenReader {
  const known = tokens.map((token) => ({ name: token.name, digest: digestOf(secretOf(token)) }));
  return (authorization) => {
    if (authorization === undefined) return null;
    const [, secret] = /^Bearer +(\S{1,1000}) *$/i.exec(authorization) ?? [];
    if (secret === undefined) return undefined;
    const digest = digestOf(secret);
    return known.find((token) => timingSafeEqual(token.digest, digest))?.name;
  };
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function secretOf({ name, token, tokenFile = '' }: TokenSettings): string {
  const secret = token ?? readSecret(name, tokenFile);
  if (secret.length < 16) throw new SettingsError([`http.tokens: ${name}: ${tokenFile} contains no token of at least 16 characters`]);
  return secret;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new SettingsError([`http.tokens: ${name}: ${file} cannot be read: ${(error as Error).message}`]);
  }
}
