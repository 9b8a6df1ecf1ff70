// A token of OpenStack's Keystone: one that was given, or one asked for with a password and renewed before it ends. Nothing but the request
// itself ever holds the password or the token.
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

/** Where the token comes from. */
export interface Tokens {
  /** Rejects with an ApiError. */
  get(signal: AbortSignal): Promise<string>;
  /** It was refused: the next one is another one, if there is another one. */
  drop(): void;
}

/** A token from the settings. One from a file is read anew when it was refused: whoever renews it writes it there. */
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
    throw new ApiError('refused', `tokenFile: ${path} can't be read: ${(error as Error).message}`);
  }
}

const answerSchema = z.object({ token: z.object({ expires_at: z.string() }) });
/** So long before its end a token is not used any more. */
const marginMs = 120_000;
/** StarlingX locks an account for half an hour after five wrong passwords: a password that was refused is not tried again before that. */
const lockedMs = 1_800_000;

export class PasswordTokens implements Tokens {
  /** How often the password was sent. */
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
    if (typeof text !== 'string') throw new ApiError('garbled', 'Keystone gave no token; is keystone.url that of Keystone?');
    const { expires_at } = answer.value.token;
    // It ends by Keystone's clock, which may not be ours.
    const lifetimeMs = Date.parse(expires_at) - (answer.serverMs ?? this.nowMs());
    return { text, endsAtMs: this.nowMs() + (Number.isNaN(lifetimeMs) ? 0 : lifetimeMs) };
  }

  private refused(): ApiError {
    const { username } = this.login;
    const error = new ApiError(
      'refused',
      `Keystone does not take the password of ${username}; correct it in the settings and restart. It is not tried again for half an hour, as wrong ones lock the account`,
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
