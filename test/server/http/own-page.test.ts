import { expect, it } from 'vitest';
import { isOwnPage } from '../../../server/http/own-page.ts';

const host = 'frontend:4080';

it.each([
  ['no browser', { host }],
  ['our page', { host, origin: 'http://frontend:4080' }],
  ['our page behind TLS', { host, origin: 'https://frontend:4080' }],
  ['our page, as new browsers say it', { host, origin: 'http://frontend:4080', 'sec-fetch-site': 'same-origin' }],
  ['an address that was typed', { host, 'sec-fetch-site': 'none' }],
])('%s', (_, headers) => {
  expect(isOwnPage(headers)).toBe(true);
});

it.each([
  ['another site', { host, origin: 'http://elsewhere' }],
  ['another port', { host, origin: 'http://frontend:8080' }],
  ['a sandboxed frame', { host, origin: 'null' }],
  ['no address', { host, origin: 'frontend:4080' }],
  ['another site without Origin', { host, 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site', { host, 'sec-fetch-site': 'same-site' }],
])('%s is not ours', (_, headers) => {
  expect(isOwnPage(headers)).toBe(false);
});
