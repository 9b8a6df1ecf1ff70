// Splits a dhcpd.conf (dhcpd.conf(5)) into tokens with line numbers. Comments are dropped; strings are marked as such. Pure.

export interface Token {
  /** `{`, `}`, `;`, `,` and similar characters are separate tokens. */
  text: string;
  /** Whether it was quoted, and so is not a keyword. */
  isString: boolean;
  line: number;
}

const pattern = /(?<blank>\s+|#[^\n]*)|"(?<string>(?:[^"\\]|\\[\s\S])*)"|(?<mark>[{};,()=])|(?<word>[^\s"{};,()=#]+)|(?<odd>["\s\S])/g;

/** An unterminated string yields a token that is a single quote. */
export function* dhcpdTokens(text: string): Generator<Token> {
  let line = 1;
  for (const { 0: found, groups = {} } of text.matchAll(pattern)) {
    const { blank, string, mark, word, odd } = groups;
    if (blank === undefined) yield { text: string ?? mark ?? word ?? odd ?? '', isString: string !== undefined, line };
    line += found.match(/\n/g)?.length ?? 0;
  }
}
