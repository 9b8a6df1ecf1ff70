// The fenced code blocks of a page. A name after the language, as in ```yaml inventory.yaml, is the file that the block belongs into.

export interface Block {
  language: string;
  file: string | undefined;
  text: string;
}

export function codeBlocks(page: string): Block[] {
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', file, text = '']) => ({
    language,
    file,
    text,
  }));
}
