import { expect, it } from 'vitest';
import { dhcpdTokens } from '../../../../server/inputs/isc-dhcpd/dhcpd-tokens.ts';

const read = (text: string): string[] =>
  [...dhcpdTokens(text)].map(({ text: word, isString, line }) => `${line} ${isString ? JSON.stringify(word) : word}`);

it.each([
  [
    'host a { fixed-address 10.1.1.1, 10.1.1.2; }',
    ['1 host', '1 a', '1 {', '1 fixed-address', '1 10.1.1.1', '1 ,', '1 10.1.1.2', '1 ;', '1 }'],
  ],
  ['if option arch = 00:07 {', ['1 if', '1 option', '1 arch', '1 =', '1 00:07', '1 {']],
  ['a # b { ; "\nc', ['1 a', '2 c']],
  ['filename "pxe # {linux}.0";', ['1 filename', '1 "pxe # {linux}.0"', '1 ;']],
  ['"two\nlines" next', ['1 "two\\nlines"', '2 next']],
  [String.raw`"a \" quote" x`, [String.raw`1 "a \\\" quote"`, '1 x']],
  ['ab"cd"', ['1 ab', '1 "cd"']],
  ['filename "open;\nhost', ['1 filename', '1 "', '1 open', '1 ;', '2 host']],
  ['\r\n\t\n a', ['3 a']],
  ['', []],
])('%j', (text, tokens) => {
  expect(read(text)).toEqual(tokens);
});
