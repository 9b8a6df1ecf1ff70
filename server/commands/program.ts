// The command line: names, options and help. Each command is in its own file, which is loaded when the command is called.
import { Command } from 'commander';
import { version } from '../service/version.ts';
import { askingCommands } from './program/asking-commands.ts';
import { readingCommands } from './program/reading-commands.ts';
import { runningCommands } from './program/running-commands.ts';

export function createProgram(): Command {
  const program = new Command('checklist')
    .description('Monitors network installs of bare-metal machines from the logs of their boot server')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`checklist: ${oneLine(text)}; see --help\n`) });
  const newCommand = (name: string, description: string): Command =>
    program.command(name).description(description).option('--debug', 'print stack traces and debug messages');
  for (const add of [...runningCommands, ...askingCommands, ...readingCommands]) add(newCommand);
  return program;
}

/** Commander prints `error: unknown command 'serv'` and a suggestion on a separate line. */
function oneLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
}
