// The commands that run the service, in earnest or with recorded logs, and that report to it as an installer would.
import { positive, seconds, wholeNumber } from './arguments.ts';
import { settings, type NewCommand } from './shared-options.ts';

export const runningCommands = [serve, demo, publish];

function serve(command: NewCommand): void {
  command('serve', 'run the service: follow the logs, write checklist.log, serve the dashboard')
    .option(...settings)
    .option('--since <time>', 'at the first start, also read lines written since then: 90s, 30m, 2h, 1d', seconds)
    .action(async (options) => (await import('../serve.ts')).serve(options));
}

function demo(command: NewCommand): void {
  command('demo', 'play recorded installs live, in a temporary folder')
    .option('--speed <factor>', 'how many times faster than recorded', positive, 3)
    .option('--port <port>', 'port of the dashboard', wholeNumber, 4080)
    .action(async (options) => (await import('../demo/demo.ts')).demo(options));
}

function publish(command: NewCommand): void {
  command('publish', 'report a stage on the health topic, as an installer would')
    .argument('<stage>', 'such as DISKS_NUKED')
    .option(...settings)
    .option('--broker <url>', 'MQTT broker (default: the one in the settings)')
    .option('--backend <id>', 'address, MAC or host name of the machine (default: this one)')
    .option('--error', 'the stage failed')
    .option('--message <text>', 'message, such as the reason of an error')
    .action(async (stage, options) => (await import('../publish.ts')).publish(stage, options));
}
