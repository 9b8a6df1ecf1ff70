import { expect, it } from 'vitest';
import { isReadBy } from '../../../../server/inputs/contract/is-read-by.ts';
import type { Parser } from '../../../../server/inputs/contract/parser.ts';

/** Understands `a`, and after it everything. */
function createParser(): Parser {
  let isOpen = false;
  return {
    parse({ text }) {
      isOpen ||= text === 'a';
      return isOpen ? 'irrelevant' : 'unparsed';
    },
  };
}

it('judges no line by the one before', () => {
  expect(['b', 'a', 'b'].map(isReadBy(createParser))).toEqual([false, true, false]);
});
