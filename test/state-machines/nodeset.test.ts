import { describe, expect, it } from 'vitest';
import * as fc from '../fuzzing.ts';
import { expandNodeset, foldNodeset } from '../../state-machines/nodeset.ts';

describe('stands for', () => {
  it.each([
    ['login1', ['login1']],
    ['login1,login2', ['login1', 'login2']],
    ['login1 login2', ['login1', 'login2']],
    ['backend-0-[0-2],login1', ['backend-0-0', 'backend-0-1', 'backend-0-2', 'login1']],
    ['n[1,3,5-6]', ['n1', 'n3', 'n5', 'n6']],
    ['n[08-11]', ['n08', 'n09', 'n10', 'n11']],
    ['rack[1-2]-node[01-02]', ['rack1-node01', 'rack1-node02', 'rack2-node01', 'rack2-node02']],
    ['n[1-2].cluster', ['n1.cluster', 'n2.cluster']],
    ['a,a,b', ['a', 'b']],
    ['n[1, 2]', ['n1', 'n2']],
    ['52:54:00:aa:00:10', ['52:54:00:aa:00:10']],
    [' , ', []],
    ['', []],
  ])('%s', (text, names) => {
    expect(expandNodeset(text)).toEqual(names);
  });
});

describe('says what is wrong with', () => {
  it.each([
    ['n[1-', /bracket/],
    ['n1]', /bracket/],
    ['n[]', /not a number or a range/],
    ['n[a-b]', /not a number or a range/],
    ['n[3-1]', /not an ascending range/],
    ['n[-1]', /not a number or a range/],
    ['n[1-999999999]', /at most 100000/],
    ['n[1-1000]-[1-1000]', /more than 100000/],
    ['a[1-60000],b[1-60000]', /more than 100000/],
    ['n[1-99999999999999999999]', /at most 100000/],
  ])('%s', (text, message) => {
    expect(() => expandNodeset(text)).toThrow(message);
  });
});

describe('is written for', () => {
  it.each([
    [[], ''],
    [['login1'], 'login1'],
    [['login1', 'login1'], 'login1'],
    [['n1', 'n2', 'n3'], 'n[1-3]'],
    [['n10', 'n9', 'n2'], 'n[2,9-10]'],
    [['n08', 'n09', 'n10', 'n11'], 'n[08-11]'],
    [['n1', 'n01'], 'n1,n01'],
    [['n9', 'n10', 'n08'], 'n9,n[08,10]'],
    [['n1.cluster', 'n2.cluster', 'login'], 'n[1-2].cluster,login'],
    [['b-0-0', 'b-0-1', 'b-1-0', 'b-1-1'], 'b-[0-1]-[0-1]'],
    [['b-0-0', 'b-0-1', 'b-1-0'], 'b-0-[0-1],b-1-0'],
    [['10.1.1.7', '10.1.1.8'], '10.1.1.[7-8]'],
    [['n12345678901234567', 'n12345678901234568'], 'n12345678901234567,n12345678901234568'],
  ])('%j', (names, text) => {
    expect(foldNodeset(names)).toBe(text);
  });
});

/** Names as sites have them: some letters and numbers, with and without zeros in front. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom('n', '-', 'rack', '.x', ':'),
      fc.nat(12).map(String),
      fc.nat(12).map((n) => String(n).padStart(2, '0')),
      fc.nat().map(String),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

it('what is written is read as the same names', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), (names) => {
      expect(new Set(expandNodeset(foldNodeset(names)))).toEqual(new Set(names));
    }),
  );
});
