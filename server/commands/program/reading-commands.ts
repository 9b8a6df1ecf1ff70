// The commands that need no running service: they read logs, settings and workflows on this host.
import { wholeNumber } from './arguments.ts';
import { settings, type NewCommand } from './shared-options.ts';

export const readingCommands = [replay, log, doctor, checkConfig, workflows];

function replay(command: NewCommand): void {
  command('replay', 'analyze finished logs and print the checklist of every backend')
    .argument('<path...>', 'log files, a folder with messages*, *access_log* and mqtt.jsonl, or - for standard input')
    .option(...settings)
    .option('--inventory <file>', 'inventory file')
    .option('--workflow <name>', 'workflow of machines for which no other rule determines one')
    .option('--year <year>', 'year of the first line, for timestamps without a year', wholeNumber)
    .option('--tz <zone>', 'time zone of timestamps without one')
    .option('--json', 'print JSON')
    .option('--log', 'print checklist.log as the service would have written it')
    .action(async (paths, options) => (await import('../replay.ts')).replay(paths, options));
}

function log(command: NewCommand): void {
  command('log', 'print checklist.log')
    .option(...settings)
    .option('-f, --follow', 'continue with new lines as they are written')
    .action(async (options) => (await import('../log.ts')).log(options));
}

function doctor(command: NewCommand): void {
  command('doctor', 'examine this host: find boot servers, and what prevents their logs from showing installs')
    .option(...settings)
    .option('--root <dir>', 'examine another root folder', '/')
    .option('--write <file>', 'write settings for what was found to a new file')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('../doctor.ts')).doctor(options));
}

function checkConfig(command: NewCommand): void {
  command('check-config', 'show what would run, and what is wrong')
    .option(...settings)
    .action(async (options) => (await import('../check-config.ts')).checkConfig(options));
}

function workflows(command: NewCommand): void {
  command('workflows', 'list the workflows with their stages and limits')
    .argument('[name]', 'only this one, with what to check if a stage is not reached')
    .option(...settings)
    .option('--check <file...>', 'only check these workflow files')
    .option('--schema', 'print the JSON Schema of a workflow file, for editors')
    .action(async (name, options) => (await import('../workflows.ts')).workflows(name, options));
}
