// The command line: names, options and help. What a command does is in its own file, loaded when it is called.
import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../service/version.ts';

export function createProgram(): Command {
  const program = new Command('checklist')
    .description('Follows network installs of bare metal from the boot server’s logs')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`checklist: ${oneLine(text)}; --help shows what there is\n`) });
  const command = (name: string, description: string): Command =>
    program.command(name).description(description).option('--debug', 'more about what goes wrong');
  const settings = ['-c, --config <file>', 'settings file (default: /etc/checklist/checklist.yaml, else ./checklist.yaml)'] as const;
  const url = ['--url <url>', 'the running service', 'http://127.0.0.1:4080'] as const;

  command('serve', 'the service: follows the logs, writes checklist.log, serves the dashboard')
    .option(...settings)
    .option('--since <time>', 'at a first start, read what was written since then: 90s, 30m, 2h, 1d', seconds)
    .action(async (options) => (await import('./serve.ts')).serve(options));

  command('demo', 'shows recorded installs live, in a scratch folder')
    .option('--speed <factor>', 'how many times faster than they were recorded', positive, 3)
    .option('--port <port>', 'port of the dashboard', wholeNumber, 4080)
    .action(async (options) => (await import('./demo/demo.ts')).demo(options));

  command('replay', 'reads finished logs and prints the checklist of every backend')
    .argument('<path...>', 'log files, a folder with messages*, *access_log* and mqtt.jsonl, or - for what is piped in')
    .option(...settings)
    .option('--inventory <file>', 'the machines that are expected')
    .option('--workflow <name>', 'workflow of machines that nothing else tells it of')
    .option('--year <year>', 'year of the first line, where lines have none', wholeNumber)
    .option('--tz <zone>', 'time zone of the logs, where lines have none')
    .option('--json', 'print JSON')
    .option('--log', 'print checklist.log as the service would have written it')
    .action(async (paths, options) => (await import('./replay.ts')).replay(paths, options));

  command('log', 'prints checklist.log')
    .option(...settings)
    .option('-f, --follow', 'and what is added to it, as it grows')
    .action(async (options) => (await import('./log.ts')).log(options));

  command('status', 'shows where each backend stands, most urgent first')
    .argument('[nodeset]', 'such as backend-0-[0-15],login1')
    .option(...url)
    .option('-w, --watch', 'follow it: on a terminal a screen of its own, else a line for each change')
    .addOption(new Option('--json', 'print JSON').conflicts('watch'))
    .action(async (nodeset, options) => (await import('./status.ts')).status(nodeset, options));

  command('deployments', 'lists operations over many machines, newest first; or shows one with its machines')
    .argument('[id]', 'such as kadeploy:D-9a87115b; the list shows them')
    .option(...url)
    .option('--json', 'print JSON')
    .action(async (id, options) => (await import('./deployments.ts')).deployments(id, options));

  command('events', 'prints changes of runs')
    .option(...url)
    .option('-f, --follow', 'and those that come')
    .option('--json', 'print JSON, one event a line')
    .action(async (options) => (await import('./events.ts')).events(options));

  command('runs', 'lists install attempts, oldest first')
    .argument('[nodeset]', 'such as backend-0-[0-15],login1')
    .option(...url)
    .option('--json', 'print JSON')
    .action(async (nodeset, options) => (await import('./runs.ts')).runs(nodeset, options));

  command('stats', 'shows how long installs, macro steps and stages take, how often steps are tried again, and which machines fail')
    .argument('[nodeset]', 'such as backend-0-[0-15],login1')
    .option(...url)
    .option('--workflow <name>', 'runs of this workflow only')
    .option('--since <time>', 'runs that began then or later, such as 2026-11-24 or 2026-11-24T06:00Z', time)
    .option('--until <time>', 'runs that began before', time)
    .addOption(new Option('--by <what>', 'macro steps by this').choices(['cluster', 'environment'] as const))
    .option('--min-failure-rate <rate>', 'machines that fail so often, 0 to 1', rate)
    .option('--json', 'print JSON')
    .action(async (nodeset, options) => (await import('./stats.ts')).stats(nodeset, options));

  command('act', 'acknowledges, mutes, closes or extends, in your name')
    .argument('<action>', 'acknowledge, unacknowledge, mute, unmute, close or extend')
    .argument('<nodeset...>', 'such as backend-0-[0-15],login1')
    .option(...url)
    .option('--author <name>', 'who does it (default: $SUDO_USER, else $USER)')
    .option('--note <text>', 'why')
    .option('--seconds <n>', 'mute: for so long; extend: by so much', wholeNumber)
    .option('--for <time>', 'the same as 90s, 30m, 2h, 1d', seconds)
    .option('--as <outcome>', 'close: abandoned (the default) or installed')
    .option('--json', 'print JSON')
    .action(async (action, nodesets, options) => (await import('./act.ts')).act(action, nodesets, options));

  command('publish', 'reports a stage on the health channel, as an installer would')
    .argument('<stage>', 'such as DISKS_NUKED')
    .option(...settings)
    .option('--broker <url>', 'MQTT broker (default: that of the settings)')
    .option('--backend <id>', 'address, MAC or host name of the machine (default: this one)')
    .option('--error', 'the stage failed')
    .option('--message <text>', 'what there is to say about it')
    .action(async (stage, options) => (await import('./publish.ts')).publish(stage, options));

  command('doctor', 'looks at this machine: which boot servers there are, and what keeps their logs from saying enough')
    .option(...settings)
    .option('--root <dir>', 'look at what lies below another root', '/')
    .option('--write <file>', 'write settings for what was found')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./doctor.ts')).doctor(options));

  command('check-config', 'says what would run, and what is wrong')
    .option(...settings)
    .action(async (options) => (await import('./check-config.ts')).checkConfig(options));

  command('workflows', 'lists the workflows with their stages and limits')
    .argument('[name]', 'only this one, with what to check when a stage does not come')
    .option(...settings)
    .option('--check <file...>', 'only check these workflow files')
    .option('--schema', 'print the JSON Schema of a workflow file, for editors')
    .action(async (name, options) => (await import('./workflows.ts')).workflows(name, options));

  return program;
}

/** Of what commander says: `error: unknown command 'serv'`, and a suggestion on a line of its own. */
function oneLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
}

function seconds(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('a number with s, m, h or d, such as 2h');
  return Number(count) * { s: 1, m: 60, h: 3_600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
}

function time(text: string): Date {
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new InvalidArgumentError('a time such as 2026-11-24 or 2026-11-24T06:00Z');
  return new Date(atMs);
}

function rate(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('a number from 0 to 1');
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number greater than 0');
  return value;
}
