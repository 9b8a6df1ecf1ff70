import { expect, it } from 'vitest';
import { readHttpRequest, type HttpRequest } from '../../../../server/inputs/web-logs/http-request.ts';

const who = { ip: '10.1.1.101' };
const read = (target: string, more: Partial<HttpRequest> = {}) => readHttpRequest({ method: 'GET', target, status: 200, who, ...more });

it.each([
  ['GET', '/install/config?a=b%20c', 200, { path: '/install/config', query: 'a=b c' }],
  ['POST', '/install/sbin/profile.cgi?np=4', 500, { path: '/install/sbin/profile.cgi', query: 'np=4' }],
  ['GET', 'http://frontend-0-0/a', 404, { path: '/a', query: '' }],
])('%s %s, answered with %d', (method, target, status, { path, query }) => {
  expect(read(target, { method, status })).toEqual({ sight: { kind: 'http', path, query, status }, who });
});

it.each([
  ['HEAD', '/install/config'],
  ['OPTIONS', '*'],
  ['get', '/install/config'],
  ['', '/install/config'],
  ['GET', '*'],
  ['CONNECT', 'frontend-0-0:443'],
  ['GET', ''],
])('%s %s fetches nothing', (method, target) => {
  expect(read(target, { method })).toBe('irrelevant');
});

it.each([
  [200, 'cn01'],
  [304, 'cn01'],
  [399, 'cn01'],
  [400, undefined],
  [404, undefined],
])('who got the file of cn01 with status %d is named %s', (status, named) => {
  expect(read('/install/autoinst/CN01', { status })).toEqual({
    sight: { kind: 'http', path: '/install/autoinst/CN01', query: '', status },
    who,
    ...(named !== undefined && { named }),
  });
});
