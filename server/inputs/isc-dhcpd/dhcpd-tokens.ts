// The words of a dhcpd.conf (dhcpd.conf(5)), with the place of each. Comments are gone, strings keep a mark that they are strings. Pure.

export interface Token {
  /** `{`, `}`, `;`, `,` and such stand alone. */
  text: string;
  /** Whether it stood in quotes: then it is no keyword. */
  isString: boolean;
  line: number;
}

const pattern = /(?<blank>\s+|#[^\n]*)|"(?<string>(?:[^"\\]|\\[\s\S])*)"|(?<mark>[{};,()=])|(?<word>[^\s"{};,()=#]+)|(?<odd>["\s\S])/g;

/** A string that is never closed begins with a token that is a quote alone. */
export function* dhcpdTokens(text: string): Generator<Token> {
  let line = 1;
  for (const { 0: found, groups = {} } of text.matchAll(pattern)) {
    const { blank, string, mark, word, odd } = groups;
    if (blank === undefined) yield { text: string ?? mark ?? word ?? odd ?? '', isString: string !== undefined, line };
    line += found.match(/\n/g)?.length ?? 0;
  }
}
