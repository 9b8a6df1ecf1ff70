import { describe, expect, it } from 'vitest';
import { expandNodeset } from '../../state-machines/nodeset.ts';

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
    ['n[]', /no number or range/],
    ['n[a-b]', /no number or range/],
    ['n[3-1]', /goes up/],
    ['n[-1]', /no number or range/],
    ['n[1-999999999]', /at most 100000/],
    ['n[1-1000]-[1-1000]', /more than 100000/],
    ['a[1-60000],b[1-60000]', /more than 100000/],
    ['n[1-99999999999999999999]', /at most 100000/],
  ])('%s', (text, message) => {
    expect(() => expandNodeset(text)).toThrow(message);
  });
});
