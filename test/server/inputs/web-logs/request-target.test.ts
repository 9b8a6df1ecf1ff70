import { describe, expect, it } from 'vitest';
import { decodePercent, readTarget, undoEscapes } from '../../../../server/inputs/web-logs/request-target.ts';

describe('undoEscapes', () => {
  it.each([
    ['nothing', 'nothing'],
    [String.raw`{\"action\":\"os\"}`, '{"action":"os"}'],
    [String.raw`{\x22action\x22:\x22os\x22}`, '{"action":"os"}'],
    [String.raw`caf\xc3\xa9`, 'café'],
    [String.raw`caf\xC3\xA9`, 'café'],
    [String.raw`\xE2\x82\xAC and \xf0\x9f\x98\x80`, '€ and 😀'],
    // Bytes that are no UTF-8.
    [String.raw`caf\xe9s`, 'caf\uFFFDs'],
    [String.raw`a\\`, 'a\\'],
    [String.raw`a\x5C`, 'a\\'],
    // A backslash of the client, not the server's escape.
    [String.raw`\\x41\\n\\"`, String.raw`\x41\n\"`],
    [String.raw`\x5Cx41`, String.raw`\x41`],
    [String.raw`\b\n\r\t\v\f\a`, '\b\n\r\t\v\f\u0007'],
    [String.raw`\x00\x16\x03`, '\u0000\u0016\u0003'],
    [String.raw`\q\x4\xzz`, 'qx4xzz'],
    ['cut\\', 'cut\\'],
    ['\\\n', '\n'],
    ['', ''],
  ])('%j is %j', (text, undone) => {
    expect(undoEscapes(text)).toBe(undone);
  });
});

describe('decodePercent', () => {
  it.each([
    ['con%66ig', 'config'],
    ['%7B%22action%22:%22os%22%7D', '{"action":"os"}'],
    ['%7b%22action%22%3a%22os%22%7d', '{"action":"os"}'],
    ['caf%C3%A9', 'café'],
    ['caf%E9', 'caf%E9'],
    ['%E9%41%C3%A9', '%E9A%C3%A9'],
    ['%E9 %C3%A9', '%E9 é'],
    // Once, and no more.
    ['%2541', '%41'],
    ['%25%34%31', '%41'],
    ['a+b', 'a+b'],
    ['%', '%'],
    ['%4', '%4'],
    ['%zz%41', '%zzA'],
    ['%00', '\u0000'],
    ['', ''],
  ])('%j is %j', (text, decoded) => {
    expect(decodePercent(text)).toBe(decoded);
  });
});

describe('readTarget', () => {
  it.each([
    ['/', '/', ''],
    ['/install/sbin/profile.cgi?os=sles&arch=x86_64&np=4', '/install/sbin/profile.cgi', 'os=sles&arch=x86_64&np=4'],
    ['/a?', '/a', ''],
    ['/a?b?c', '/a', 'b?c'],
    ['/a?x=/../y//z', '/a', 'x=/../y//z'],
    ['/a?x=%3F%26', '/a', 'x=?&'],
    ['/a%3Fb?c', '/a?b', 'c'],
    ['/con%66ig', '/config', ''],
    ['/caf%C3%A9', '/café', ''],
    ['/caf%E9', '/caf%E9', ''],
    ['/%2541', '/%41', ''],
    ['/%', '/%', ''],
    // Dot segments, also encoded ones, and never above the root.
    ['/x86_64/../x86_64/./config', '/x86_64/config', ''],
    ['/x86_64/%2e%2E/config', '/config', ''],
    ['/x86_64%2F..%2Fconfig', '/config', ''],
    ['/../../etc/passwd', '/etc/passwd', ''],
    ['/a/../../..', '/', ''],
    ['/a/b/..', '/a/', ''],
    ['/a/.', '/a/', ''],
    ['/a/..', '/', ''],
    ['/a/...', '/a/...', ''],
    ['/.a/b..', '/.a/b..', ''],
    // A folder is not the file of its name.
    ['/x86_64', '/x86_64', ''],
    ['/x86_64/', '/x86_64/', ''],
    ['//a///b//', '/a/b/', ''],
    ['//', '/', ''],
    // The absolute form, as a proxy gets it.
    ['http://frontend-0-0/a?b', '/a', 'b'],
    ['HTTPS://frontend-0-0:443/a', '/a', ''],
    ['http://[fd00:1::1]:80/a', '/a', ''],
    ['http://frontend-0-0', '/', ''],
    ['http://frontend-0-0?b/c', '/', 'b/c'],
    ['http:///a', '/a', ''],
    ['/http://frontend-0-0/a', '/http:/frontend-0-0/a', ''],
  ])('%j names %j with query %j', (target, path, query) => {
    expect(readTarget(target)).toEqual({ path, query });
  });

  it.each(['', '*', '?a', 'a/b', 'frontend-0-0:443', 'ftp://frontend-0-0/a', ' /a', '%2Fa'])('%j names no path', (target) => {
    expect(readTarget(target)).toBeUndefined();
  });
});
