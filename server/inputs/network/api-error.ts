// Errors of requests to a server's API, with messages that suggest a fix and contain no secrets.
import type { IncomingHttpHeaders } from 'node:http';
import { explainConnectionFailure } from './connection-failures.ts';

/**
 * unreachable: no connection, or it was closed · untrusted: its certificate · slow: no complete response in time · refused: 401, 403 · missing: 404,
 * 410 · busy: 429, 503 · failing: any other 5xx · rejected: any other status · too-large, garbled: its response.
 */
export type ApiErrorKind =
  | 'unreachable'
  | 'untrusted'
  | 'slow'
  | 'refused'
  | 'missing'
  | 'busy'
  | 'failing'
  | 'rejected'
  | 'too-large'
  | 'garbled';

export interface ErrorAnswer {
  place: string;
  headers: IncomingHttpHeaders;
  /** For the source, which knows what it may contain; never shown verbatim. */
  body: string;
}

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;

  constructor(
    kind: ApiErrorKind,
    message: string,
    { status = null, headers = {}, body = '' }: Partial<ErrorAnswer & { status: number | null }> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.kind = kind;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static ofStatus(status: number, answer: ErrorAnswer): ApiError {
    const { kind, text } = kindOfStatus(status);
    return new ApiError(kind, `${answer.place} answered ${status}: ${text}`, { ...answer, status });
  }

  /** Seconds to wait before the next request, from Retry-After; null without it. */
  get retryAfterSeconds(): number | null {
    const seconds = Number(this.headers['retry-after']);
    return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  }
}

function kindOfStatus(status: number): { kind: ApiErrorKind; text: string } {
  if (status === 401 || status === 403)
    return { kind: 'refused', text: 'access denied; check the user, password or token in the settings' };
  if (status === 404 || status === 410) return { kind: 'missing', text: 'not found' };
  if (status === 429 || status === 503) return { kind: 'busy', text: 'the server accepts no more requests at the moment' };
  if (status >= 500) return { kind: 'failing', text: "server error; see the server's log" };
  // Redirects are not followed: they would send our credentials to another server.
  if (status >= 300 && status < 400) return { kind: 'rejected', text: 'it redirects to another address; check url in the settings' };
  return { kind: 'rejected', text: 'request rejected' };
}

const noTls = 'the server does not use TLS; try http:// instead of https://';
const tlsFailures = /CERT|SIGNATURE|ERR_TLS/;

/** Converts any error of a request to an ApiError. */
export function apiErrorOf(error: unknown, { place, timedOut }: { place: string; timedOut: boolean }): ApiError {
  if (error instanceof ApiError) return error;
  if (timedOut) return new ApiError('slow', `${place} timed out`);
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (tlsFailures.test(code)) return new ApiError('untrusted', `${place} is not trusted: ${explainConnectionFailure(code) ?? message}`);
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') return new ApiError('unreachable', `${place} is unreachable: ${noTls}`);
  // Z_: a compressed response is truncated or damaged.
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new ApiError('garbled', `${place} closed the connection in the middle of a response`);
  return new ApiError('unreachable', `${place} is unreachable: ${explainConnectionFailure(code) ?? message}`);
}
