// The commands that talk to a running service.
import { Option } from 'commander';
import { rate, seconds, time, wholeNumber } from './arguments.ts';
import { url, type NewCommand } from './shared-options.ts';

export const askingCommands = [status, deployments, events, runs, stats, act];

function status(command: NewCommand): void {
  command('status', 'show the state of each backend, most urgent first')
    .argument('[nodeset]', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('-w, --watch', 'keep updating: full screen on a terminal, else one line per change')
    .addOption(new Option('--json', 'print JSON').conflicts('watch'))
    .action(async (nodeset, options) => (await import('../status.ts')).status(nodeset, options));
}

function deployments(command: NewCommand): void {
  command('deployments', 'list operations over many machines, newest first, or show one with its machines')
    .argument('[id]', 'id from the list, such as kadeploy:D-9a87115b')
    .option(...url)
    .option('--json', 'print JSON')
    .action(async (id, options) => (await import('../deployments.ts')).deployments(id, options));
}

function events(command: NewCommand): void {
  command('events', 'print changes of runs')
    .option(...url)
    .option('-f, --follow', 'continue with new events as they happen')
    .option('--json', 'print JSON, one event per line')
    .action(async (options) => (await import('../events.ts')).events(options));
}

function runs(command: NewCommand): void {
  command('runs', 'list install attempts, oldest first')
    .argument('[nodeset]', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('--json', 'print JSON')
    .action(async (nodeset, options) => (await import('../runs.ts')).runs(nodeset, options));
}

function stats(command: NewCommand): void {
  command('stats', 'show durations of installs, macro steps and stages, retries of steps, and failure rates of machines')
    .argument('[nodeset]', 'node set such as backend-0-[0-15],login1')
    .option(...url)
    .option('--workflow <name>', 'only runs of this workflow')
    .option('--since <time>', 'only runs that began at this time or later, such as 2026-11-24 or 2026-11-24T06:00Z', time)
    .option('--until <time>', 'only runs that began before this time', time)
    .addOption(new Option('--by <what>', 'group macro steps').choices(['cluster', 'environment'] as const))
    .option('--min-failure-rate <rate>', 'only machines with at least this failure rate, 0 to 1', rate)
    .option('--json', 'print JSON')
    .action(async (nodeset, options) => (await import('../stats.ts')).stats(nodeset, options));
}

function act(command: NewCommand): void {
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
    .action(async (action, nodesets, options) => (await import('../act.ts')).act(action, nodesets, options));
}
