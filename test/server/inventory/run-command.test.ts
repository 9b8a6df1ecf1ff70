// Commands that do not end are in read-inventory.test.ts.
import { expect, it } from 'vitest';
import { runCommand } from '../../../server/inventory/run-command.ts';

const run = async (script: string, limitSeconds = 30) => await runCommand('/bin/sh', ['-c', script], limitSeconds);

it('gives what the command prints, whole, and not what it complains of', async () => {
  expect(await run('echo one; echo careful >&2; printf "café"')).toBe('one\ncafé');
});

it('takes no shell: what is asked is one argument', async () => {
  expect(await runCommand('/bin/echo', ['a; reboot $(id)'], 30)).toBe('a; reboot $(id)\n');
});

it.each([
  ['fails', 'echo first >&2; echo "no database" >&2; exit 3', /3: no database$/],
  ['fails without a word', 'exit 1', / 1$/],
  ['is killed', 'kill -9 $$', /SIGKILL$/],
])('one that %s says why', async (_, script, reason) => {
  await expect(run(script)).rejects.toMatchObject({ mistakes: [expect.stringMatching(reason)] });
});

it('one that is not there says so', async () => {
  await expect(runCommand('/no/such/program', ['-x'], 30)).rejects.toMatchObject({
    mistakes: [expect.stringMatching(/^\/no\/such\/program -x: .*it does not exist$/)],
  });
});

it('one that never ends is ended, with what it has started', async () => {
  await expect(run('sleep 1000 & wait', 0.05)).rejects.toMatchObject({ mistakes: [expect.stringMatching(/ 0\.05 s/)] });
});
