// OpenStack Keystone tokens: a configured token, or one obtained with a password and renewed before it expires. The password and the token appear
// only in the requests themselves.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { ApiClient } from '../../network/api-client.ts';
import { ApiError } from '../../network/api-error.ts';

export interface KeystoneLogin {
  username: string;
  password: string;
  project: string;
  userDomain: string;
  projectDomain: string;
}

/** Supplies tokens. */
export interface Tokens {
  /** Rejects with an ApiError. */
  get(signal: AbortSignal): Promise<string>;
  /** The token was rejected: the next `get` returns a new one, if possible. */
  drop(): void;
}

/** A token from the settings. A token file is read again after a rejection, in case the token was renewed. */
export function givenToken({ token, tokenFile }: { token?: string | undefined; tokenFile?: string | undefined }): Tokens {
  let current = token;
  return {
    async get() {
      current ??= tokenFile === undefined ? '' : readTokenFile(tokenFile);
      return current;
    },
    drop() {
      if (tokenFile !== undefined) current = undefined;
    },
  };
}

function readTokenFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new ApiError('refused', `tokenFile: cannot read ${path}: ${(error as Error).message}`);
  }
}

const answerSchema = z.object({ token: z.object({ expires_at: z.string() }) });
/** A token is renewed this long before it expires. */
const marginMs = 120_000;
/** StarlingX locks an account for 30 minutes after five wrong passwords: a rejected password is not retried before then. */
const lockedMs = 1_800_000;

export class PasswordTokens implements Tokens {
  /** Number of times the password was sent. */
  logins = 0;
  private readonly keystone: ApiClient;
  private readonly login: KeystoneLogin;
  private readonly nowMs: () => number;
  private token: { text: string; endsAtMs: number } | undefined;
  private refusal: { error: ApiError; untilMs: number } | undefined;

  constructor(keystone: ApiClient, login: KeystoneLogin, nowMs: () => number) {
    this.keystone = keystone;
    this.login = login;
    this.nowMs = nowMs;
  }

  async get(signal: AbortSignal): Promise<string> {
    if (this.token && this.nowMs() < this.token.endsAtMs - marginMs) return this.token.text;
    if (this.refusal && this.nowMs() < this.refusal.untilMs) throw this.refusal.error;
    this.token = await this.ask(signal);
    return this.token.text;
  }

  drop(): void {
    this.token = undefined;
  }

  private async ask(signal: AbortSignal): Promise<{ text: string; endsAtMs: number }> {
    this.logins++;
    const path = `${/\/v3\/?$/.test(this.keystone.url.pathname) ? '' : '/v3'}/auth/tokens`;
    const answer = await this.keystone.ask({ path, body: requestOf(this.login), signal }, answerSchema).catch((error: ApiError) => {
      throw error.status === 401 ? this.refused() : error;
    });
    this.refusal = undefined;
    const text = answer.headers['x-subject-token'];
    if (typeof text !== 'string') throw new ApiError('garbled', 'Keystone returned no token; check keystoneUrl');
    const { expires_at } = answer.value.token;
    // The expiry time is in Keystone's clock, which may differ from ours.
    const lifetimeMs = Date.parse(expires_at) - (answer.serverMs ?? this.nowMs());
    return { text, endsAtMs: this.nowMs() + (Number.isNaN(lifetimeMs) ? 0 : lifetimeMs) };
  }

  private refused(): ApiError {
    const { username } = this.login;
    const error = new ApiError(
      'refused',
      `Keystone rejected the password of ${username}; correct it in the settings and restart. It is not retried for 30 minutes, because wrong passwords lock the account`,
      { status: 401 },
    );
    this.refusal = { error, untilMs: this.nowMs() + lockedMs };
    return error;
  }
}

function requestOf({ username, password, project, userDomain, projectDomain }: KeystoneLogin) {
  return {
    auth: {
      identity: { methods: ['password'], password: { user: { name: username, password, domain: { name: userDomain } } } },
      scope: { project: { name: project, domain: { name: projectDomain } } },
    },
  };
}
