// What can go wrong between us and a server's API, in words that say what to do and hold nothing secret.
import type { IncomingHttpHeaders } from 'node:http';
import { explainConnectionFailure } from './connection-failures.ts';

/**
 * unreachable: no connection, or one that broke off · untrusted: its certificate · slow: no whole answer in time · refused: 401, 403 · missing: 404,
 * 410 · busy: 429, 503 · failing: any other 5xx · rejected: any other status · too-large, garbled: what it answered.
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
  /** For the source that knows what may be in it; never shown as it is. */
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

  /** So many seconds the server wants to be left alone; null when it says nothing. */
  get retryAfterSeconds(): number | null {
    const seconds = Number(this.headers['retry-after']);
    return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  }
}

function kindOfStatus(status: number): { kind: ApiErrorKind; text: string } {
  if (status === 401 || status === 403)
    return { kind: 'refused', text: 'it refuses us; check the user, password or token in the settings' };
  if (status === 404 || status === 410) return { kind: 'missing', text: 'there is no such thing' };
  if (status === 429 || status === 503) return { kind: 'busy', text: 'it takes no more requests at the moment' };
  if (status >= 500) return { kind: 'failing', text: 'the server has an error of its own; its log has the reason' };
  // A redirect is not followed: what we log in with would go to somebody else.
  if (status >= 300 && status < 400) return { kind: 'rejected', text: 'it points to another address; is url in the settings right?' };
  return { kind: 'rejected', text: 'it does not take this request' };
}

const noTls = 'no TLS is spoken there; http:// instead of https://?';
const tlsFailures = /CERT|SIGNATURE|ERR_TLS/;

/** Any error of a request as an ApiError. */
export function apiErrorOf(error: unknown, { place, timedOut }: { place: string; timedOut: boolean }): ApiError {
  if (error instanceof ApiError) return error;
  if (timedOut) return new ApiError('slow', `${place} gave no whole answer in time`);
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (tlsFailures.test(code)) return new ApiError('untrusted', `${place} is not trusted: ${explainConnectionFailure(code) ?? message}`);
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') return new ApiError('unreachable', `${place} can't be asked: ${noTls}`);
  // Z_: the end of a packed answer is missing, or it is damaged.
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new ApiError('garbled', `${place} broke off in the middle of an answer`);
  return new ApiError('unreachable', `${place} can't be asked: ${explainConnectionFailure(code) ?? message}`);
}
