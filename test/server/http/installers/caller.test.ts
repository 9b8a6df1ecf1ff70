import { expect, it } from 'vitest';
import { callerOf } from '../../../../server/http/installers/caller.ts';

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('%s is this host', (ip) => {
  expect(callerOf({ ip, headers: {} })).toMatchObject({ isThisHost: true, isPassedOn: false });
});

it('an IPv4 address is written so, however the connection has it', () => {
  expect(callerOf({ ip: '::ffff:10.1.1.101', headers: {} })).toEqual({ ip: '10.1.1.101', isThisHost: false, isPassedOn: false });
});

it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host'])('%s: of a proxy here it is another’s request', (name) => {
  expect(callerOf({ ip: '127.0.0.1', headers: { [name]: '10.1.1.101' } })).toEqual({
    ip: '127.0.0.1',
    isThisHost: false,
    isPassedOn: true,
  });
});

it('what a header says of addresses is never believed', () => {
  expect(callerOf({ ip: '10.1.1.101', headers: { 'x-forwarded-for': '127.0.0.1' } })).toEqual({
    ip: '10.1.1.101',
    isThisHost: false,
    isPassedOn: false,
  });
});
