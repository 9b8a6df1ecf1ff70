import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../server/commands/program.ts';
import { run } from './run.ts';

const commands = createProgram().commands.map((command) => command.name());

describe('--help', () => {
  it('of the program names every command', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  it.each(commands)('of %s', async (name) => {
    const { code, stdout, stderr } = await run([name, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: checklist ${name}\\b`));
  });

  it('is shown, and is wrong usage, when there is no command', async () => {
    const { code, stdout, stderr } = await run([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: checklist/);
  });
});

it('--version is that of the package', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

describe('wrong usage is told in one line and ends with 2', () => {
  it.each([
    [['serve', '--bogus'], /unknown option '--bogus'/],
    [['serv'], /unknown command 'serv'.*Did you mean serve/],
    [['replay'], /missing required argument/],
    [['replay', '--year', 'soon', 'x'], /--year.*a whole number/],
    [['demo', '--speed', '-1'], /--speed.*greater than 0/],
    [['act', 'mute'], /missing required argument/],
    [['act', 'bless', 'n1'], /the action: /],
    [['act', 'extend', 'n1'], /--seconds: /],
    [['act', 'close', 'n1', '--seconds', '5'], /close does not accept --seconds/],
    [['act', 'close', 'n1', '--as', 'done'], /--as: /],
    [['status', 'a', 'b'], /too many arguments/],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^checklist: [^\n]+\n$/);
  });
});

describe('a failure is one line, its stack only with --debug', () => {
  const args = ['status', '--url', 'http://127.0.0.1:1'];

  it('without', async () => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^checklist: cannot reach the service at http:\/\/127\.0\.0\.1:1 [^\n]+Use --url for another address\n$/);
  });

  it('with', async () => {
    const { code, stderr } = await run([...args, '--debug']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\n\s+at /);
  });
});
