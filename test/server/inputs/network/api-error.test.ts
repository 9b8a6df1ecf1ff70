import { expect, it } from 'vitest';
import { ApiError, apiErrorOf } from '../../../../server/inputs/network/api-error.ts';

const place = 'https://kadeploy:25300/deployment';

it.each([
  [301, 'rejected', 'points to another address'],
  [400, 'rejected', 'does not take this request'],
  [401, 'refused', 'check the user, password or token'],
  [403, 'refused', 'check the user, password or token'],
  [404, 'missing', 'no such thing'],
  [405, 'rejected', 'does not take this request'],
  [410, 'missing', 'no such thing'],
  [429, 'busy', 'no more requests at the moment'],
  [500, 'failing', 'an error of its own'],
  [503, 'busy', 'no more requests at the moment'],
  [504, 'failing', 'an error of its own'],
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
  ['ECONNREFUSED', 'unreachable', `${place} can't be asked: nothing listens there`],
  ['ESOMETHING', 'unreachable', `${place} can't be asked: words of Node`],
  ['EPROTO', 'unreachable', `${place} can't be asked: no TLS is spoken there; http:// instead of https://?`],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'unreachable', `${place} can't be asked: no TLS is spoken there; http:// instead of https://?`],
  ['CERT_HAS_EXPIRED', 'untrusted', `${place} is not trusted: its certificate has expired`],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted', `${place} is not trusted: its certificate is for another host name`],
  ['CERT_REVOKED', 'untrusted', `${place} is not trusted: words of Node`],
  ['CERT_SIGNATURE_FAILURE', 'untrusted', `${place} is not trusted: words of Node`],
  ['Z_BUF_ERROR', 'garbled', `${place} broke off in the middle of an answer`],
  ['Z_DATA_ERROR', 'garbled', `${place} broke off in the middle of an answer`],
  ['ERR_STREAM_PREMATURE_CLOSE', 'garbled', `${place} broke off in the middle of an answer`],
])('%s is %s', (code, kind, message) => {
  expect(apiErrorOf(failure(code), { place, timedOut: false })).toMatchObject({ kind, message, status: null });
});

it('an error without a code is in its own words', () => {
  expect(apiErrorOf(new Error('odd'), { place, timedOut: false })).toMatchObject({
    kind: 'unreachable',
    message: `${place} can't be asked: odd`,
  });
});

it('an error after the time is up is slowness, whatever it says', () => {
  expect(apiErrorOf(failure('ECONNRESET'), { place, timedOut: true })).toMatchObject({
    kind: 'slow',
    message: `${place} gave no whole answer in time`,
  });
});

it('what is an ApiError stays as it is', () => {
  const error = new ApiError('too-large', 'too large');
  expect(apiErrorOf(error, { place, timedOut: true })).toBe(error);
});
