// Parses a dhcpd.conf into statements: the words of each, and the statements between its braces. Included files are inserted in place. Independent of
// what a statement means.
import { resolve, dirname } from 'node:path';
import { SettingsError } from '../../settings/settings-error.ts';
import { dhcpdTokens, type Token } from './dhcpd-tokens.ts';
import type { SiteFiles } from '../../inventory/site-files.ts';

export interface Statement {
  words: Token[];
  /** Undefined: it ends with a semicolon. */
  block: Statement[] | undefined;
  /** `file:line` of its first word. */
  at: string;
}

const deepest = 20;
const deepestBlock = 100;

/** Throws a SettingsError, with file and line, if a file can't be read or its braces don't match. */
export async function dhcpdStatements(
  file: string,
  site: SiteFiles,
  from: { depth: number; by?: string } = { depth: 0 },
): Promise<Statement[]> {
  if (from.depth > deepest) throw new SettingsError([`${from.by}: more than ${deepest} files include each other`]);
  const tokens = [...dhcpdTokens(await site.text(file, from.by))];
  return withIncludes(new Reader(file, tokens).statements(), { site, file, depth: from.depth });
}

class Reader {
  private readonly file: string;
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;

  constructor(file: string, tokens: readonly Token[]) {
    this.file = file;
    this.tokens = tokens;
  }

  statements(opening?: Token): Statement[] {
    if (opening && ++this.depth > deepestBlock) throw this.mistake(opening, `more than ${deepestBlock} blocks inside each other`);
    const found: Statement[] = [];
    for (;;) {
      const token = this.tokens[this.next];
      if (!token || isMark(token, '}')) {
        if (!token && opening) throw this.mistake(opening, 'this { is never closed');
        if (token && !opening) throw this.mistake(token, 'a } without a {');
        this.next += token ? 1 : 0;
        this.depth--;
        return found;
      }
      found.push(this.statement(token));
    }
  }

  private statement(first: Token): Statement {
    const words: Token[] = [];
    const at = `${this.file}:${first.line}`;
    for (;;) {
      const token = this.tokens[this.next++];
      if (!token || isMark(token, '}')) throw this.mistake(words.at(-1) ?? first, `a ; is missing after ${words.at(-1)?.text}`);
      if (isMark(token, ';')) return { words, block: undefined, at };
      if (isMark(token, '{')) return { words, block: this.statements(token), at };
      if (token.text === '"' && !token.isString) throw this.mistake(token, 'this quote is never closed');
      words.push(token);
    }
  }

  private mistake({ line }: Token, text: string): SettingsError {
    return new SettingsError([`${this.file}:${line}: ${text}`]);
  }
}

function isMark({ text, isString }: Token, mark: string): boolean {
  return text === mark && !isString;
}

interface Included {
  site: SiteFiles;
  file: string;
  depth: number;
}

async function withIncludes(statements: readonly Statement[], context: Included): Promise<Statement[]> {
  const found: Statement[] = [];
  for (const { words, block, at } of statements) {
    const [keyword, name] = words;
    if (keyword?.text === 'include' && name?.isString)
      found.push(...(await dhcpdStatements(resolve(dirname(context.file), name.text), context.site, { depth: context.depth + 1, by: at })));
    else found.push({ words, block: block && (await withIncludes(block, context)), at });
  }
  return found;
}
