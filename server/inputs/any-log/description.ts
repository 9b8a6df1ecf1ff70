// A log without a configured format: it is detected from the lines.
import { logSourceOf } from '../following/log-source.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { createRecognisingParser } from './recognising-parser.ts';

export const anyLog = {
  name: 'any log',
  page: 'settings.md',
  sources: [logSourceOf('log', (parserOf, { logs }) => createRecognisingParser(logs, parserOf))],
} satisfies PlugIn;
