// A log without a format in the settings: its lines show which it has.
import { logSourceOf } from '../following/log-source.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { createRecognisingParser } from './recognising-parser.ts';

export const anyLog = {
  name: 'any log',
  page: 'settings.md',
  sources: [logSourceOf('log', (parserOf, { logs }) => createRecognisingParser(logs, parserOf))],
} satisfies PlugIn;
