import { expect, it } from 'vitest';
import { ApiError, apiErrorOf } from '../../../../server/inputs/network/api-error.ts';

const place = 'https://kadeploy:25300/deployment';

it.each([
  [301, 'rejected', 'redirects to another address'],
  [400, 'rejected', 'request rejected'],
  [401, 'refused', 'check the user, password or token'],
  [403, 'refused', 'check the user, password or token'],
  [404, 'missing', 'not found'],
  [405, 'rejected', 'request rejected'],
  [410, 'missing', 'not found'],
  [429, 'busy', 'no more requests at the moment'],
  [500, 'failing', 'server error'],
  [503, 'busy', 'no more requests at the moment'],
  [504, 'failing', 'server error'],
])('status %d is %s', (status, kind, words) => {
  const error = ApiError.ofStatus(status, { place, headers: { server: 'nginx' }, body: 'token=secret' });
  expect(error).toMatchObject({ name: 'ApiError', kind, status, headers: { server: 'nginx' }, body: 'token=secret' });
  expect(error.message).toContain(`${place} answered ${status}: `);
  expect(error.message).toContain(words);
  expect(error.message).not.toContain('secret');
});

it.each([
  ['30', 30],
  ['0', null],
  ['-5', null],
  ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  ['', null],
  [undefined, null],
])('a server that says retry-after: %j wants %s seconds of rest', (value, seconds) => {
  expect(new ApiError('busy', 'busy', { headers: { 'retry-after': value } }).retryAfterSeconds).toBe(seconds);
});

const failure = (code: string, message = 'words of Node'): Error => Object.assign(new Error(message), { code });

it.each([
  ['ECONNREFUSED', 'unreachable', `${place} is unreachable: nothing is listening there`],
  ['ESOMETHING', 'unreachable', `${place} is unreachable: words of Node`],
  ['EPROTO', 'unreachable', `${place} is unreachable: the server does not use TLS; try http:// instead of https://`],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'unreachable', `${place} is unreachable: the server does not use TLS; try http:// instead of https://`],
  ['CERT_HAS_EXPIRED', 'untrusted', `${place} is not trusted: its certificate has expired`],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted', `${place} is not trusted: its certificate is for another host name`],
  ['CERT_REVOKED', 'untrusted', `${place} is not trusted: words of Node`],
  ['CERT_SIGNATURE_FAILURE', 'untrusted', `${place} is not trusted: words of Node`],
  ['Z_BUF_ERROR', 'garbled', `${place} closed the connection in the middle of a response`],
  ['Z_DATA_ERROR', 'garbled', `${place} closed the connection in the middle of a response`],
  ['ERR_STREAM_PREMATURE_CLOSE', 'garbled', `${place} closed the connection in the middle of a response`],
])('%s is %s', (code, kind, message) => {
  expect(apiErrorOf(failure(code), { place, timedOut: false })).toMatchObject({ kind, message, status: null });
});

it('an error without a code is in its own words', () => {
  expect(apiErrorOf(new Error('odd'), { place, timedOut: false })).toMatchObject({
    kind: 'unreachable',
    message: `${place} is unreachable: odd`,
  });
});

it('an error after the time is up is slowness, whatever it says', () => {
  expect(apiErrorOf(failure('ECONNRESET'), { place, timedOut: true })).toMatchObject({
    kind: 'slow',
    message: `${place} timed out`,
  });
});

it('what is an ApiError stays as it is', () => {
  const error = new ApiError('too-large', 'too large');
  expect(apiErrorOf(error, { place, timedOut: true })).toBe(error);
});
