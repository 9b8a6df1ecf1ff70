import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { explainConnectionFailure } from '../../../../server/inputs/network/connection-failures.ts';
import { freePort } from '../../../free-port.ts';

it('a real refusal', async () => {
  const [error] = (await once(connect(await freePort(), '127.0.0.1'), 'error').catch((caught: unknown) => [caught])) as [
    NodeJS.ErrnoException,
  ];
  expect(explainConnectionFailure(error.code ?? '')).toBe('nothing is listening there');
});

it.each([
  ['ENOTFOUND', /unknown host name/],
  ['EAI_AGAIN', /name resolution/],
  ['ETIMEDOUT', /timed out/],
  ['EHOSTUNREACH', /host can’t be reached/],
  ['ENETUNREACH', /network can’t be reached/],
  ['ECONNRESET', /connection reset by peer/],
  ['EPIPE', /connection reset by peer/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /caFile/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /caFile/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /caFile/],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /caFile/],
  ['CERT_HAS_EXPIRED', /expired/],
  ['CERT_NOT_YET_VALID', /clock/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/],
])('%s', (code, words) => {
  expect(explainConnectionFailure(code)).toMatch(words);
});

it.each(['', 'ENOENT', 'econnrefused'])('of %j nothing more is known', (code) => {
  expect(explainConnectionFailure(code)).toBeUndefined();
});
