// The catalogue entry of the console.
import type { OutputDescription } from '../contract/description.ts';
import { ConsoleOutput } from './console.ts';

export const consoleOutput: OutputDescription = {
  name: 'console',
  create: (_settings, { console }) => (console ? [new ConsoleOutput(console)] : []),
};
