// The command line: names, options and help. Each command is in its own file, which is loaded when the command is called.
import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../service/version.ts';

export function createProgram(): Command {
  const program = new Command('checklist')
    .description('Monitors network installs of bare-metal machines from the logs of their boot server')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`checklist: ${oneLine(text)}; see --help\n`) });
  const command = (name: string, description: string): Command =>
    program.command(name).description(description).option('--debug', 'print stack traces and debug messages');
  const settings = ['-c, --config <file>', 'settings file (default: /etc/checklist/checklist.yaml, else ./checklist.yaml)'] as const;
  const url = ['--url <url>', 'address of the running service', 'http://127.0.0.1:4080'] as const;

  command('serve', 'run the service: follow the logs, write checklist.log, serve the dashboard')
    .option(...settings)
    .option('--since <time>', 'at the first start, also read lines written since then: 90s, 30m, 2h, 1d', seconds)
    .action(async (options) => (await import('./serve.ts')).serve(options));

  command('demo', 'play recorded installs live, in a temporary folder')
    .option('--speed <factor>', 'how many times faster than recorded', positive, 3)
    .option('--port <port>', 'port of the dashboard', wholeNumber, 4080)
    .action(async (options) => (await import('./demo/demo.ts')).demo(options));

  command('replay', 'analyze finished logs and print the checklist of every backend')
    .argument('<path...>', 'log files, a folder with messages*, *access_log* and mqtt.jsonl, or - for standard input')
    .option(...settings)
    .option('--inventory <file>', 'inventory file')
    .option('--workflow <name>', 'workflow of machines for which no other rule determines one')
    .option('--year <year>', 'year of the first line, for timestamps without a year', wholeNumber)
    .option('--tz <zone>', 'time zone of timestamps without one')
    .option('--json', 'print JSON')
    .option('--log', 'print checklist.log as the service would have written it')
    .action(async (paths, options) => (await import('./replay.ts')).replay(paths, options));

  command('log', 'print checklist.log')
    .option(...settings)
    .option('-f, --follow', 'continue with new lines as they are written')
    .action(async (options) => (await import('./log.ts')).log(options));

  command('status', 'show the state of each backend, most urgent first')
    .argument('[nodeset]', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('-w, --watch', 'keep updating: full screen on a terminal, else one line per change')
    .addOption(new Option('--json', 'print JSON').conflicts('watch'))
    .action(async (nodeset, options) => (await import('./status.ts')).status(nodeset, options));

  command('deployments', 'list operations over many machines, newest first, or show one with its machines')
    .argument('[id]', 'id from the list, such as kadeploy:D-9a87115b')
    .option(...url)
    .option('--json', 'print JSON')
    .action(async (id, options) => (await import('./deployments.ts')).deployments(id, options));

  command('events', 'print changes of runs')
    .option(...url)
    .option('-f, --follow', 'continue with new events as they happen')
    .option('--json', 'print JSON, one event per line')
    .action(async (options) => (await import('./events.ts')).events(options));

  command('runs', 'list install attempts, oldest first')
    .argument('[nodeset]', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('--json', 'print JSON')
    .action(async (nodeset, options) => (await import('./runs.ts')).runs(nodeset, options));

  command('stats', 'show durations of installs, macro steps and stages, retries of steps, and failure rates of machines')
    .argument('[nodeset]', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('--workflow <name>', 'only runs of this workflow')
    .option('--since <time>', 'only runs that began at this time or later, such as 2026-11-24 or 2026-11-24T06:00Z', time)
    .option('--until <time>', 'only runs that began before this time', time)
    .addOption(new Option('--by <what>', 'group macro steps').choices(['cluster', 'environment'] as const))
    .option('--min-failure-rate <rate>', 'only machines with at least this failure rate, 0 to 1', rate)
    .option('--json', 'print JSON')
    .action(async (nodeset, options) => (await import('./stats.ts')).stats(nodeset, options));

  command('act', 'acknowledge, mute, close or extend, in your name')
    .argument('<action>', 'acknowledge, unacknowledge, mute, unmute, close or extend')
    .argument('<nodeset...>', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('--author <name>', 'your name (default: $SUDO_USER, else $USER)')
    .option('--note <text>', 'the reason')
    .option('--seconds <n>', 'mute: duration; extend: additional time', wholeNumber)
    .option('--for <time>', 'the same, as 90s, 30m, 2h, 1d', seconds)
    .option('--as <outcome>', 'close: abandoned (default) or installed')
    .option('--json', 'print JSON')
    .action(async (action, nodesets, options) => (await import('./act.ts')).act(action, nodesets, options));

  command('publish', 'report a stage on the health topic, as an installer would')
    .argument('<stage>', 'such as DISKS_NUKED')
    .option(...settings)
    .option('--broker <url>', 'MQTT broker (default: the one in the settings)')
    .option('--backend <id>', 'address, MAC or host name of the machine (default: this one)')
    .option('--error', 'the stage failed')
    .option('--message <text>', 'message, such as the reason of an error')
    .action(async (stage, options) => (await import('./publish.ts')).publish(stage, options));

  command('doctor', 'examine this host: find boot servers, and what prevents their logs from showing installs')
    .option(...settings)
    .option('--root <dir>', 'examine another root folder', '/')
    .option('--write <file>', 'write settings for what was found to a new file')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./doctor.ts')).doctor(options));

  command('check-config', 'show what would run, and what is wrong')
    .option(...settings)
    .action(async (options) => (await import('./check-config.ts')).checkConfig(options));

  command('workflows', 'list the workflows with their stages and limits')
    .argument('[name]', 'only this one, with what to check if a stage is not reached')
    .option(...settings)
    .option('--check <file...>', 'only check these workflow files')
    .option('--schema', 'print the JSON Schema of a workflow file, for editors')
    .action(async (name, options) => (await import('./workflows.ts')).workflows(name, options));

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

function seconds(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('expected a number with s, m, h or d, such as 2h');
  return Number(count) * { s: 1, m: 60, h: 3_600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
}

function time(text: string): Date {
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new InvalidArgumentError('expected a time such as 2026-11-24 or 2026-11-24T06:00Z');
  return new Date(atMs);
}

function rate(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('expected a number from 0 to 1');
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('expected a number greater than 0');
  return value;
}
